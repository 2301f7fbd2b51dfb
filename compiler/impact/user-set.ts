/** Some of many users, by their places in a list of all: few as a list, many as bits. Places are added in ascending order. */
export class UserSet {
  count = 0
  readonly #all: number
  #few: number[] | undefined = []
  #bits = new Uint32Array()

  /** @param all how many users there are */
  constructor(all: number) {
    this.#all = all
  }

  add(place: number): void {
    this.count += 1
    if (this.#few === undefined) this.#mark(place)
    else if (this.#few.push(place) * 32 > this.#all) this.#spread(this.#few)
  }

  *places(): Generator<number> {
    if (this.#few) yield* this.#few
    for (const [index, word] of this.#bits.entries())
      for (let rest = word; rest !== 0; rest &= rest - 1) yield index * 32 + 31 - Math.clz32(rest & -rest)
  }

  #spread(few: readonly number[]): void {
    this.#bits = new Uint32Array(Math.ceil(this.#all / 32))
    for (const place of few) this.#mark(place)
    this.#few = undefined
  }

  #mark(place: number): void {
    this.#bits[place >>> 5]! |= 1 << (place & 31)
  }
}
