import { type Change, isSwitchedOn } from '../model/change.ts'
import type { Signed } from '../model/plan.ts'

/** `2 flags updated, 1 user created`: what a plan holds or a sync did; a row that several people changed counts once. */
export function summarise(changes: readonly Signed[]): string {
  const rows = new Map<string, string>()
  for (const { change } of changes) {
    const id = [change.table, ...change.key].join('\0')
    if (!rows.has(id)) rows.set(id, `${nouns[change.table]} ${verbOf(change)}`)
  }
  const counts = new Map<string, number>()
  for (const words of rows.values()) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].map(([words, count]) => `${count} ${count === 1 ? words : plural(words)}`).join(', ')
}

const nouns: Readonly<Record<Change['table'], string>> = {
  environments: 'environment',
  environment_keys: 'API key',
  users: 'user',
  user_groups: 'group',
  user_group_membership: 'membership',
  feature_flags: 'flag',
  flag_dependencies: 'dependency',
  flag_environments: 'environment switch',
  flag_rules: 'rule',
  flag_assignments: 'assignment',
}

function plural(words: string): string {
  const at = words.lastIndexOf(' ')
  const noun = words.slice(0, at)
  return `${noun === 'dependency' ? 'dependencie' : noun.replace(/ch$/, 'che')}s${words.slice(at)}`
}

/** `created`, `enabled`: what is done. */
export function verbOf(change: Pick<Change, 'action' | 'before' | 'after'>): string {
  if (isSwitchedOn(change)) return 'enabled'
  return { create: 'created', update: 'updated', archive: 'archived', delete: 'deleted' }[change.action]
}
