/**
 * What a snapshot may be. The compiler holds its output to these before it publishes, and the Worker what it reads, so that
 * nothing passes the one and is refused by the other.
 */
export const limits = {
  /** Of a blob: the largest value Workers KV holds. */
  blobBytes: 25 * 1024 * 1024,
  /** Of a pointer, which is read every half minute. */
  pointerBytes: 64 * 1024,
  /** Of a board, which the Worker holds as objects. */
  boardBytes: 12 * 1024 * 1024,
  flags: 100_000,
  /** How many publications a pointer remembers. */
  history: 20,
} as const
