import type { Path } from '../source/source.ts'
import { short } from '../diagnostics/describe.ts'

/** How to write what must be a map, by the field it stands under, or the list it is an item of. */
export function mapHelp(data: unknown, path: Path, entity: string): string | undefined {
  const field = path.findLast((step) => typeof step === 'string')
  const item = typeof path.at(-1) === 'number'
  if (field === undefined) return entityHelp(data, entity)
  if (field === 'when' || field === 'not' || (item && (field === 'all' || field === 'any')))
    return conditionHelp(data, field)
  if (item && field === 'rollout') return stepHelp(data)
  if (item && path.includes('assignments')) return assignmentHelp(data)
  return fields.get(field)
}

const fields = new Map([
  ['assignments', 'write one environment per line below it, each with its list'],
  ['variants', 'write names and their values: `{ old: classic, new: fresh }`'],
  ['schema', 'write a JSON Schema, such as `{ properties: { size: { type: integer } } }`'],
])

function entityHelp(data: unknown, entity: string): string {
  if (entity.startsWith('group ')) return 'write its users under `members:`'
  if (entity.startsWith('attribute ') && typeof data === 'string') return `write \`{ type: ${short(data)} }\``
  return 'write its fields on lines of their own below it'
}

function conditionHelp(data: unknown, field: string): string {
  if (!Array.isArray(data)) return 'write an attribute and what it must be, such as `{ country: NL }`'
  return `write \`${field}: { all: […] }\` when all of them must hold, \`${field}: { any: […] }\` when one is enough`
}

function stepHelp(data: unknown): string {
  const step = 'steps are `{ at: 2027-03-31T00:00:00Z, percent: 10 }`'
  return typeof data === 'number' ? `write \`rollout: ${data}\`; ${step}` : step
}

function assignmentHelp(data: unknown): string | undefined {
  if (data === 'everyone') return 'write `everyone: true`'
  return typeof data === 'string' ? `write \`user: ${short(data)}\` or \`group: ${short(data)}\`` : undefined
}
