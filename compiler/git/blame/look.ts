import type { Part } from '../../model/part.ts'
import type { PathChange } from '../history.ts'
import type { Blobs } from './blobs.ts'
import { alike, type Definitions } from './definitions.ts'
import type { Gap, Home, Suspicion } from './suspicion.ts'

/** What a parent holds of a part: where it stands there, and files that cannot be read there and may hold it. */
export interface Look {
  readonly homes: readonly Home[]
  readonly hidden: ReadonlySet<string>
  /** The commit changes a file of the gap, so it belongs to it. */
  readonly touched: boolean
}

/** Looks for a part in a parent, given where it stands at the commit and the files that differ. */
export function look(suspicion: Suspicion, changes: readonly PathChange[], blobs: Blobs): Look {
  const { part, homes, gap } = suspicion
  const changed = new Set(changes.map(({ path }) => path))
  const kept = homes.filter(({ path }) => !changed.has(path))
  const [found, covered]: [Home[], Home[]] = [[], []]
  const hidden = new Set([...(gap?.paths ?? [])].filter((path) => !changed.has(path)))
  for (const { path, before, after } of changes) {
    const reading = before === undefined ? undefined : blobs.get(before)
    // A file that cannot be read at the commit counts as unchanged, unless it is the gap that is being crossed.
    const closed = after !== undefined && blobs.get(after) === 'broken' && gap?.paths.has(path) !== true
    if (reading === 'broken' && !closed) hidden.add(path)
    const definition = reading === 'broken' ? undefined : reading?.get(part)
    if (definition) (closed ? covered : found).push({ path, definition })
  }
  const known = [...kept, ...found]
  const moved = known.length === 0 && homes.length > 0 ? covered : []
  const here = ordered([...known, ...moved], homes)
  const touched = gap !== undefined && [...gap.paths].some((path) => changed.has(path))
  return { homes: here, hidden, touched }
}

/** The file where the part was seen last comes first. */
function ordered(homes: readonly Home[], [last]: readonly Home[]): readonly Home[] {
  if (homes.length < 2 || homes[0]?.path === last?.path) return homes
  return [...homes].sort((a, b) => +(b.path === last?.path) - +(a.path === last?.path))
}

/** The parts that a change of a file writes otherwise, adds or takes away. */
export function* partsIn({ before, after }: PathChange, blobs: Blobs): Generator<Part> {
  const [old, now] = [definitionsOf(before, blobs), definitionsOf(after, blobs)]
  for (const [part, definition] of now) if (!alike(part, definition, old.get(part))) yield part
  for (const part of old.keys()) if (!now.has(part)) yield part
}

const nothing: Definitions = new Map()

function definitionsOf(id: string | undefined, blobs: Blobs): Definitions {
  const reading = id === undefined ? nothing : blobs.get(id)
  return reading === 'broken' ? nothing : reading
}

/** Does a change take away the reason why a file cannot be read? */
export function restores({ before, after }: PathChange, blobs: Blobs): boolean {
  const isBroken = (id: string | undefined) => id !== undefined && blobs.get(id) === 'broken'
  return isBroken(before) && !isBroken(after)
}

/** The gap as it goes on at the parent. */
export function gapAt(commit: string, { gap }: Suspicion, { hidden, touched }: Look): Gap {
  if (!gap) return { restored: commit, touched: [], paths: hidden }
  if (!touched && hidden.size === gap.paths.size) return gap
  return { restored: gap.restored, touched: touched ? [...gap.touched, commit] : gap.touched, paths: hidden }
}
