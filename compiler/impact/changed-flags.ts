import type { Rows } from '../model/rows.ts'
import { changedRows } from './changed-rows.ts'

export interface ChangedFlags {
  readonly everywhere: ReadonlySet<string>
  /** By environment. */
  readonly inEnvironment: ReadonlyMap<string, ReadonlySet<string>>
}

/** The flags that say something else than before. */
export function changedFlags(before: Rows, after: Rows): ChangedFlags {
  const everywhere = new Set<string>()
  for (const table of ['feature_flags', 'flag_dependencies'] as const)
    for (const [flag = ''] of changedRows(before, after, table)) everywhere.add(flag)
  const inEnvironment = new Map<string, Set<string>>()
  for (const table of ['flag_environments', 'flag_rules', 'flag_assignments'] as const)
    for (const [flag = '', environment = ''] of changedRows(before, after, table)) {
      const flags = inEnvironment.get(environment)
      if (flags) flags.add(flag)
      else inEnvironment.set(environment, new Set([flag]))
    }
  return { everywhere, inEnvironment }
}
