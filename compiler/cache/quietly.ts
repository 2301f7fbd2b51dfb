/** A cache saves time and nothing else, so nobody is told that there is none. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
