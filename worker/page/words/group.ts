import type { Seen } from '../access/viewer.ts'

/** A group by its name, or by its number where the snapshot came without a board: it knows no names. */
export function groupWords({ board }: Seen, index: number): string {
  const named = board?.board.groups?.[index]
  return named ? `group ${named.key}` : `group number ${index + 1}`
}
