/** Does one work whenever it is asked to, after a pause in which nobody asked again, and never twice at once. */
export class Runs {
  readonly #work: () => Promise<void>
  readonly #pause: number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  /** `pause` is in milliseconds; the work handles its own errors. */
  constructor(work: () => Promise<void>, pause: number) {
    this.#work = work
    this.#pause = pause
  }

  soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), this.#pause)
  }

  async #run(): Promise<void> {
    if (this.#running) return this.soon()
    this.#running = this.#work()
    await this.#running
    this.#running = undefined
  }

  /** Waits for the running work; one that is only asked for is dropped. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#running
  }
}
