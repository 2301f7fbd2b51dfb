/** What `work` gives, or undefined when that takes longer than so many milliseconds. The work itself cannot be stopped. */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return Promise.race([work, over]).finally(() => clearTimeout(timer ?? null))
}

/** Looks every few milliseconds whether something came true, and gives up after so many. */
export async function until(isTrue: () => boolean, milliseconds: number): Promise<void> {
  const step = 20
  for (let waited = 0; waited < milliseconds && !isTrue(); waited += step)
    await new Promise((resolve) => {
      setTimeout(resolve, step)
    })
}
