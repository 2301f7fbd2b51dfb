/** Lets one at a time use what only one may use, in the order of asking. */
export class Turn {
  #tail: Promise<void> = Promise.resolve()

  /** Waits for the turn as `take` does, and passes it on when the work has ended, well or not. */
  async run<T>(work: () => Promise<T>, limit?: number, late?: () => Error): Promise<T> {
    const pass = await this.take(limit, late)
    try {
      return await work()
    } finally {
      pass()
    }
  }

  /**
   * Waits for the turn; call what it returns to pass it on.
   * @param limit milliseconds after which `late` is thrown instead, and the place in the queue is given up
   */
  async take(limit?: number, late?: () => Error): Promise<() => void> {
    const before = this.#tail
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#tail = before.then(() => promise)
    if (limit === undefined || late === undefined) await before
    else if (!(await settlesWithin(before, limit))) {
      resolve()
      throw late()
    }
    return resolve
  }
}

async function settlesWithin(promise: Promise<void>, limit: number): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), limit)
  try {
    return await Promise.race([promise.then(() => true), timeout])
  } finally {
    clearTimeout(timer)
  }
}
