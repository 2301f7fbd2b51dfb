import type { Part } from '../../model/part.ts'
import { align } from './alignment.ts'
import type { Definition } from './definitions.ts'
import { itemsOf } from './item.ts'
import type { Look } from './look.ts'
import { same } from './meaning.ts'
import type { Suspect, Suspicion } from './suspicion.ts'

/** A suspect and where its assignment stands at the parent. */
export interface Cleared {
  readonly suspect: Suspect
  readonly at: number | undefined
}

/** The suspects that already had their value at a parent, and those that had not. */
export function judge(suspicion: Suspicion, { homes }: Look): { cleared: Cleared[]; guilty: Suspect[] } {
  const definitions: readonly (Definition | undefined)[] =
    homes.length === 0 ? [undefined] : homes.map(({ definition }) => definition)
  const place = placesAt(suspicion, definitions[0])
  // Assignments are counted in one list; what a part says otherwise may stand in any of its files.
  const asked = isList(suspicion.part) ? definitions.slice(0, 1) : definitions
  const cleared: Cleared[] = []
  const guilty: Suspect[] = []
  for (const suspect of suspicion.suspects) {
    const at = place(suspect.at)
    if (asked.some((definition) => same(suspect.value, suspect.field(definition, at)))) cleared.push({ suspect, at })
    else guilty.push(suspect)
  }
  return { cleared, guilty }
}

function isList(part: Part): boolean {
  return part.startsWith('assignments:')
}

/** Tells where the assignments of the list at the commit stand at the parent. */
function placesAt({ part, seen }: Suspicion, there: Definition | undefined) {
  if (!isList(part) || seen === there) return (at: number | undefined) => at
  const from = itemsOf(seen?.written) ?? []
  const alignment = align(from, itemsOf(there?.written) ?? [])
  return (at: number | undefined) => (at === undefined ? undefined : alignment[at])
}
