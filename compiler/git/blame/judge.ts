import type { Part } from '../../model/part.ts'
import { align } from './alignment.ts'
import type { Definition } from './definitions.ts'
import { itemsOf } from './item.ts'
import type { Look } from './look.ts'
import { same } from './meaning.ts'
import type { Suspect, Suspicion } from './suspicion.ts'

/**
 * The suspects that already had their value at a parent, and those that had not. Those of lists learn where their assignment
 * stands there.
 */
export function judge(suspicion: Suspicion, { homes }: Pick<Look, 'homes'>) {
  const [first, ...others] = homes.map(({ definition }) => definition)
  const place = placesAt(suspicion, first)
  // Assignments are counted in one list; what a part says otherwise may stand in any of its files.
  const more = isList(suspicion.part) ? [] : others
  const cleared: Suspect[] = []
  const guilty: Suspect[] = []
  for (const suspect of suspicion.suspects) {
    const { value, field } = suspect
    const at = place(suspect.at)
    if (same(value, field(first, at)) || more.some((definition) => same(value, field(definition, at)))) {
      suspect.at = at
      cleared.push(suspect)
    } else guilty.push(suspect)
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
