import { visible } from '../source/characters.ts'
import { type Change, changedFields, isSwitchedOn } from '../model/change.ts'
import type { Value } from '../model/rows.ts'
import { inWords } from './words.ts'

const signs = { create: '+', update: '~', archive: '-', delete: '-' } as const

const kinds: Readonly<Partial<Record<Change['table'], string>>> = {
  environments: 'environment',
  users: 'user',
  user_groups: 'group',
  feature_flags: 'flag',
}

/** What would happen, for people: one block for each flag, group, user and environment, field by field. */
export function renderPlan(changes: readonly Change[]): string {
  const blocks = new Map<string, Change[]>()
  for (const change of changes) {
    const subject = subjectOf(change)
    const block = blocks.get(subject)
    if (block) block.push(change)
    else blocks.set(subject, [change])
  }
  return [...blocks].map(([subject, block]) => renderBlock(subject, block)).join('')
}

/** The plan for machines. Places are the file and the steps from its top. */
export function planAsJson(changes: readonly Change[]): readonly Readonly<Record<string, unknown>>[] {
  return changes.map(({ action, table, key, before, after, because }) => ({
    action,
    table,
    key,
    fields: Object.fromEntries(
      changedFields({ before, after }).map((field) => [field, [before?.[field] ?? null, after?.[field] ?? null]]),
    ),
    because: because ? { file: because.file.path, path: because.path } : null,
  }))
}

/** `2 flags updated, 1 user created`: what a plan holds or a sync did. */
export function summarise(changes: readonly Change[]): string {
  const counts = new Map<string, number>()
  for (const change of changes) {
    const words = `${nouns[change.table]} ${verbOf(change)}`
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
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

function verbOf(change: Change): string {
  if (isSwitchedOn(change)) return 'enabled'
  return { create: 'created', update: 'updated', archive: 'archived', delete: 'deleted' }[change.action]
}

function subjectOf({ table, key: [first = ''] }: Change): string {
  if (table === 'user_group_membership') return `group ${first}`
  if (table === 'environment_keys') return `environment ${first}`
  return `${kinds[table] ?? 'flag'} ${first}`
}

function renderBlock(subject: string, block: readonly Change[]): string {
  const own = block.find((change) => kinds[change.table] !== undefined)
  const others = block.filter((change) => change !== own)
  const archived = own?.action === 'archive' ? ' (archived)' : ''
  const lines = [`${own ? signs[own.action] : '~'} ${visible(subject)}${archived}`]
  if (own?.action === 'update' || own?.action === 'create')
    for (const field of changedFields(own)) lines.push(...renderField(own, field))
  for (const change of others) {
    lines.push(`    ${signs[change.action]} ${visible(describe(change))}`)
    if (change.action === 'update')
      for (const field of changedFields(change)) lines.push(...renderField(change, field).map((line) => `    ${line}`))
  }
  return `${lines.join('\n')}\n`
}

function renderField({ before, after }: Change, field: string): string[] {
  const [old, now] = [before?.[field] ?? null, after?.[field] ?? null]
  if (before) return [`    ${field}: ${inWords(field, old)} → ${inWords(field, now)}`]
  return isPlain(now) ? [] : [`    ${field}: ${inWords(field, now)}`]
}

/** Not worth a line for something new. */
function isPlain(value: Value): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0)
}

function describe({ table, key, before, after }: Change): string {
  const [, second = '', kind = '', name = ''] = key
  const fields = after ?? before ?? {}
  switch (table) {
    case 'environment_keys':
      return `${String(fields['kind'])} key ${second.slice(0, 12)}${fields['name'] == null ? '' : ` of ${inWords('name', fields['name'])}`}`
    case 'user_group_membership':
      return `member ${second}`
    case 'flag_dependencies':
      return `depends on ${second}`
    case 'flag_environments':
      return fields['is_enabled'] === true ? `nobody assigned in ${second}` : `disabled in ${second}`
    case 'flag_assignments':
      return `${second}: ${kind} ${name}${conditions(fields)}`
    default:
      return `${second}: ${audience(fields)}${conditions(fields)}`
  }
}

function audience(fields: Readonly<Record<string, Value>>): string {
  if (fields['everyone'] === true) return 'everyone'
  const list = (field: string) => (fields[field] as readonly string[] | undefined) ?? []
  return [...list('user_keys').map((key) => `user ${key}`), ...list('group_names').map((key) => `group ${key}`)].join(
    ', ',
  )
}

/** What a line says of an assignment, in this order. */
const said = [
  ['condition', 'when '],
  ['rollout', ''],
  ['variant', 'serves '],
  ['weights', 'serves '],
  ['starts_at', 'from '],
  ['expires_at', 'until '],
] as const

function conditions(fields: Readonly<Record<string, Value>>): string {
  return said.map(([field, word]) => (fields[field] == null ? '' : ` ${word}${inWords(field, fields[field])}`)).join('')
}
