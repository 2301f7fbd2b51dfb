import type { SnapshotVariant } from '../../schema/types.ts'
import { Failure } from '../diagnostics/failure.ts'
import type { DependencyFields, FlagFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { byHand } from './by-hand.ts'

/** A flag that is not archived. */
export interface Flag {
  readonly key: string
  readonly fields: FlagFields
  readonly variants: SnapshotVariant[]
  /** Sorted by parent. */
  readonly dependsOn: readonly { readonly parent: string; readonly variants: readonly string[] | null }[]
}

/** Every flag after all flags it depends on, otherwise by key. Walks without recursion: chains may be long. */
export function parentsFirst(rows: Rows): Flag[] {
  const flags = liveFlags(rows)
  const ordered = new Set<Flag>()
  const waitingFor = new Map<Flag, number>()
  for (const flag of flags.values()) {
    const stack = [flag]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      // parents before this place are done; the place never goes back
      const next = waitingFor.get(top) ?? 0
      const dependency = ordered.has(top) ? undefined : top.dependsOn[next]
      if (!dependency) {
        ordered.add(stack.pop() as Flag)
        continue
      }
      waitingFor.set(top, next + 1)
      const parent = flags.get(dependency.parent)
      if (!parent) throw archivedParent(top, dependency.parent)
      if (ordered.has(parent)) continue
      if (waitingFor.has(parent)) throw circle(top, parent)
      stack.push(parent)
    }
  }
  return [...ordered]
}

function liveFlags(rows: Rows): Map<string, Flag> {
  const parents = new Map<string, Flag['dependsOn'][number][]>()
  for (const { key, fields } of rows.flag_dependencies.values()) {
    const [child = '', parent = ''] = key
    const list = parents.get(child)
    const dependency = { parent, variants: (fields as DependencyFields).variants }
    if (list) list.push(dependency)
    else parents.set(child, [dependency])
  }
  const flags: Flag[] = []
  const parsed = new Map<string, SnapshotVariant[]>() // most flags have the same variants
  for (const row of rows.feature_flags.values()) {
    const fields = row.fields as FlagFields
    const [key = ''] = row.key
    if (fields.archived) continue
    const dependsOn = (parents.get(key) ?? []).sort((a, b) => (a.parent < b.parent ? -1 : 1))
    const variants = parsed.get(fields.variants) ?? (JSON.parse(fields.variants) as SnapshotVariant[])
    parsed.set(fields.variants, variants)
    flags.push({ key, fields, variants, dependsOn })
  }
  return new Map(flags.sort((a, b) => (a.key < b.key ? -1 : 1)).map((flag) => [flag.key, flag]))
}

function archivedParent({ key }: Flag, parent: string): Failure {
  return new Failure(`in the database, the flag \`${key}\` depends on \`${parent}\`, which is archived`, byHand)
}

function circle({ key }: Flag, parent: Flag): Failure {
  return new Failure(`in the database, the flags \`${key}\` and \`${parent.key}\` depend on each other`, byHand)
}
