/** Things of equal JSON are one, known by its index. */
export class Interned<T> {
  readonly items: T[] = []
  readonly #indexes = new Map<string, number>()

  constructor(...first: T[]) {
    for (const item of first) this.index(item)
  }

  index(item: T): number {
    const text = JSON.stringify(item)
    const known = this.#indexes.get(text)
    if (known !== undefined) return known
    this.#indexes.set(text, this.items.length)
    return this.items.push(item) - 1
  }
}
