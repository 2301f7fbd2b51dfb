import type { World } from './command.ts'

/** Often enough to see it move, and rare enough to cost nothing. */
const interval = 100

/** How far long work is, on one line of the terminal that is wiped at the end; says nothing where there is no terminal. */
export class Progress {
  readonly #world: World
  readonly #noun: string
  readonly #total: number | undefined
  #done = 0
  #shown: number

  constructor(world: World, noun: string, total?: number) {
    this.#world = world
    this.#noun = noun
    this.#total = total
    this.#shown = world.now()
  }

  /** One more is done. Lets a signal in now and then, so that Ctrl-C ends the work. */
  async step(): Promise<void> {
    this.#done += 1
    if (this.#done % 32 === 0) await this.#tell(this.#total)
  }

  /** So many are done. Lets a signal in, like `step`. */
  async to(done: number, total: number): Promise<void> {
    this.#done = done
    await this.#tell(total)
  }

  async #tell(total: number | undefined): Promise<void> {
    if (this.#world.now() - this.#shown < interval) return
    this.#shown = this.#world.now()
    const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`
    if (this.#world.stderr.columns !== undefined)
      this.#world.stderr.write(`\r${this.#done.toLocaleString('en')}${of} ${this.#noun}\u001b[K`)
    await new Promise((resolve) => void setImmediate(resolve))
    this.#world.signal.throwIfAborted()
  }

  /** A line that stays, on stderr. */
  say(line: string): void {
    this.end()
    this.#world.stderr.write(`${line}\n`)
  }

  end(): void {
    if (this.#world.stderr.columns !== undefined && this.#done > 0) this.#world.stderr.write('\r\u001b[K')
  }
}
