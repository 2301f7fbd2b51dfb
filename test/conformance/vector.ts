import type { Snapshot, SnapshotAssignment, SnapshotDependency, SnapshotFlag } from '../../schema/types.ts'

/** One file of cases: a rule, the flags it is shown on, and what each evaluation must give. */
export interface Vector {
  readonly rule: string
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly flags: Readonly<Record<string, VectorFlag>>
  readonly cases: readonly Case[]
}

interface VectorFlag {
  readonly type?: SnapshotFlag['type']
  readonly variants?: Readonly<Record<string, unknown>>
  readonly client?: boolean
  readonly off?: string
  readonly stopped?: SnapshotFlag['stopped']
  readonly expires?: string
  readonly dependsOn?: readonly (string | { readonly flag: string; readonly variants: readonly string[] })[]
  readonly assignments?: readonly VectorAssignment[]
}

interface VectorAssignment {
  readonly users?: string[]
  readonly groups?: readonly string[]
  readonly everyone?: true
  readonly starts?: string
  readonly expires?: string
  readonly serve: string
}

export interface Case {
  readonly name: string
  readonly flag: string
  /** Short for a context with this targetingKey. */
  readonly user?: string
  readonly context?: Readonly<Record<string, unknown>>
  /** RFC 3339; the middle of 2026 when absent. */
  readonly at?: string
  readonly serve?: string
  readonly reason?: string
  readonly blockedBy?: string
  readonly value?: unknown
  /** The value's exact text. */
  readonly json?: string
  readonly error?: string
}

/** The snapshot a vector's flags stand for: names become indexes, instants milliseconds, values JSON text. */
export function snapshotOf({ groups = {}, flags }: Vector): Snapshot {
  const groupNames = Object.keys(groups)
  return {
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: 'v',
    keys: [],
    groups: Object.values(groups).map((members) => members.slice()),
    flags: Object.entries(flags).map(([key, flag]) => flagOf(key, flag, flags, groupNames)),
  }
}

const variantsOf = (flag: VectorFlag): Readonly<Record<string, unknown>> => flag.variants ?? { on: true, off: false }

function flagOf(key: string, flag: VectorFlag, flags: Vector['flags'], groups: readonly string[]): SnapshotFlag {
  const { type = 'boolean', off = 'off', stopped, expires, dependsOn, assignments } = flag
  const names = Object.keys(variantsOf(flag))
  return {
    key,
    type,
    client: flag.client ?? false,
    version: `v-${key}`,
    variants: Object.entries(variantsOf(flag)).map(([name, value]) => ({ name, value: json(value, type) })),
    off: place(names, off),
    ...(stopped && { stopped }),
    ...(expires && { expires: Date.parse(expires) }),
    ...(dependsOn && { dependsOn: dependsOn.map((dependency) => dependencyOf(dependency, flags)) }),
    ...(assignments && { assignments: assignments.map((assignment) => assignmentOf(assignment, names, groups)) }),
  }
}

function assignmentOf(
  { groups: named, starts, expires, serve, ...who }: VectorAssignment,
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
  dependency: NonNullable<VectorFlag['dependsOn']>[number],
  flags: Vector['flags'],
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
  if (index === -1) throw new Error(`the vector names ${name}, which is none of ${names.join(', ')}`)
  return index
}
