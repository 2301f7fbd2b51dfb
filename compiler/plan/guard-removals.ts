import type { Change } from '../model/change.ts'
import type { Refusal } from '../model/plan.ts'
import type { Rows } from '../model/rows.ts'

const help = 'if this is meant: --allow-removal'

/** Refuses to take away what somebody has, or what others hang on. */
export function removals(live: Rows, goal: Rows, changes: readonly Change[]): Refusal[] {
  const found: Refusal[] = []
  const archived = new Set(changes.filter(({ action }) => action === 'archive').map(({ key }) => key[0] ?? ''))
  const served = archived.size > 0 ? servedInProtected(live) : new Map<string, string>()
  const children = archived.size > 0 ? childrenOf(live, goal) : new Map<string, string>()
  for (const flag of archived) {
    const environment = served.get(flag)
    if (environment !== undefined && live.feature_flags.get(flag)?.fields['is_enabled'] === true)
      found.push({
        code: 'removes-active',
        message: `flag ${flag} is removed while it is on in ${environment}, which is protected`,
        help: `turn it off first (\`enabled: false\`) and sync that; ${help}`,
      })
    const child = children.get(flag)
    if (child !== undefined)
      found.push({
        code: 'removes-parent',
        message: `flag ${flag} is removed while ${child}, which depended on it, stays`,
        help,
      })
  }
  for (const { action, table, key, before } of changes)
    if (action === 'delete' && table === 'environments' && before?.['is_protected'] === true)
      found.push({ code: 'removes-environment', message: `environment ${key[0]} is removed, which is protected`, help })
  return found
}

/** For each flag that is assigned in a protected environment, that environment. */
function servedInProtected(live: Rows): Map<string, string> {
  const found = new Map<string, string>()
  for (const table of ['flag_assignments', 'flag_rules'] as const)
    for (const { key } of live[table].values()) {
      const [flag = '', environment = ''] = key
      if (live.environments.get(environment)?.fields['is_protected'] === true) found.set(flag, environment)
    }
  return found
}

/** For each parent, a child in the database that the flag files keep. */
function childrenOf(live: Rows, goal: Rows): Map<string, string> {
  const found = new Map<string, string>()
  for (const { key } of live.flag_dependencies.values()) {
    const [child = '', parent = ''] = key
    if (goal.feature_flags.has(child)) found.set(parent, child)
  }
  return found
}
