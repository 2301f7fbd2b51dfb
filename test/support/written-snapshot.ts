import { murmur3 } from '../../worker/evaluate/hash.ts'
import type { Snapshot, SnapshotAssignment, SnapshotDependency, SnapshotFlag } from '../../schema/types.ts'

/** A snapshot as tests write it by hand, also one that no compiler would make. */
export interface Written {
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly flags: Readonly<Record<string, WrittenFlag>>
}

interface WrittenFlag {
  readonly type?: SnapshotFlag['type']
  readonly variants?: Readonly<Record<string, unknown>>
  readonly client?: boolean
  readonly off?: string
  readonly stopped?: SnapshotFlag['stopped']
  readonly expires?: string
  readonly dependsOn?: readonly (string | { readonly flag: string; readonly variants: readonly string[] })[]
  readonly assignments?: readonly WrittenAssignment[]
}

interface WrittenAssignment {
  readonly users?: string[]
  readonly groups?: readonly string[]
  readonly everyone?: true
  readonly starts?: string
  readonly expires?: string
  readonly serve: string
}

/** The snapshot that written flags stand for: names become indexes, instants milliseconds, values JSON text. */
export function snapshotOf({ groups = {}, flags }: Written): Snapshot {
  const groupNames = Object.keys(groups)
  return {
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: '0123456789abcdef',
    bucketing: 'murmur3-fmix32',
    keys: [],
    groups: Object.values(groups).map((members) => ({ members: members.toSorted() })),
    flags: Object.entries(flags).map(([key, flag]) => flagOf(key, flag, flags, groupNames)),
  }
}

const variantsOf = (flag: WrittenFlag): Readonly<Record<string, unknown>> => flag.variants ?? { on: true, off: false }

function flagOf(key: string, flag: WrittenFlag, flags: Written['flags'], groups: readonly string[]): SnapshotFlag {
  const { type = 'boolean', off = 'off', stopped, expires, dependsOn, assignments } = flag
  const names = Object.keys(variantsOf(flag))
  return {
    key,
    type,
    client: flag.client ?? false,
    version: flagVersion(key),
    variants: Object.entries(variantsOf(flag)).map(([name, value]) => ({ name, value: json(value, type) })),
    off: place(names, off),
    ...(stopped && { stopped }),
    ...(expires && { expires: Date.parse(expires) }),
    ...(dependsOn && { dependsOn: dependsOn.map((dependency) => dependencyOf(dependency, flags)) }),
    ...(assignments && { assignments: assignments.map((assignment) => assignmentOf(assignment, names, groups)) }),
  }
}

/** The version of a written flag: 8 hex digits, as the compiler's are. */
export function flagVersion(key: string): string {
  return (murmur3(key) >>> 0).toString(16).padStart(8, '0')
}

function assignmentOf(
  { groups: named, starts, expires, serve, ...who }: WrittenAssignment,
  variants: readonly string[],
  groups: readonly string[],
): SnapshotAssignment {
  return {
    ...who,
    ...(named && { groups: named.map((group) => place(groups, group)) }),
    ...(starts && { starts: Date.parse(starts) }),
    ...(expires && { expires: Date.parse(expires) }),
    serve: place(variants, serve),
  }
}

function dependencyOf(
  dependency: NonNullable<WrittenFlag['dependsOn']>[number],
  flags: Written['flags'],
): SnapshotDependency {
  const { flag, variants } = typeof dependency === 'string' ? { flag: dependency, variants: undefined } : dependency
  const names = Object.keys(variantsOf(flags[flag]!))
  return {
    flag: place(Object.keys(flags), flag),
    ...(variants && { variants: variants.map((name) => place(names, name)) }),
  }
}

function json(value: unknown, type: SnapshotFlag['type']): string {
  return type === 'float' && Number.isInteger(value) ? `${String(value)}.0` : JSON.stringify(value)
}

function place(names: readonly string[], name: string): number {
  const index = names.indexOf(name)
  if (index === -1) throw new Error(`the flags name ${name}, which is none of ${names.join(', ')}`)
  return index
}
