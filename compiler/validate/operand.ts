import { readInstant } from '../model/instant.ts'
import type { Complaint, Said } from './complaint.ts'
import { conversion, type Mismatch } from './conversion.ts'
import { describe, short } from '../diagnostics/describe.ts'
import { wrongType } from './problems/wrong-type.ts'
import { attributeAt, operandOf, operatorAt } from './targeting.ts'

/** An operator that is given what it does not take. */
export function misgiven({ error, ...rest }: Complaint): Said {
  const { data } = error
  const operator = operatorAt(rest.path) ?? ''
  const takes = `\`${operator}\` takes ${operandOf(operator)}`
  const item = rest.label.startsWith('item ')
  const message = item
    ? `${rest.entity}: ${rest.label} is ${describe(data)}, but ${takes}`
    : `${rest.entity}: ${takes}, but is given ${describe(data)}`
  const type: unknown = error.keyword === 'anyOf' ? 'string' : error.params['type']
  return { problem: wrongType, message, help: helpFor(operator, { type, data, ...rest }) }
}

function helpFor(operator: string, mismatch: Mismatch): string | undefined {
  const { data, path, label } = mismatch
  const attribute = short(attributeAt(path) ?? 'it')
  if (data === null && !label.startsWith('item '))
    return `to ask whether \`${attribute}\` is missing write \`${attribute}: { exists: false }\``
  if (operator.startsWith('semver') && typeof data === 'number') return completed(data)
  return otherOrder(operator, data) ?? conversion(mismatch)
}

/** What YAML reads as a number was written as a version of two parts, or one. */
function completed(data: number): string {
  const parts = String(data).split('.')
  const version = [...parts, '0', '0'].slice(0, 3).join('.')
  const note = parts[1]?.length === 1 ? `; mind that YAML reads \`${data}0\` as ${data}` : ''
  return `write all three parts: \`${version}\`${note}`
}

const orders = new Map(
  Object.entries({
    greaterThan: ['semverGreaterThan', 'after'],
    greaterThanOrEquals: ['semverGreaterThanOrEquals', 'after'],
    lessThan: ['semverLessThan', 'before'],
    lessThanOrEquals: ['semverLessThanOrEquals', 'before'],
  }),
)

/** Versions and instants are ordered by operators of their own. */
export function otherOrder(operator: string, text: unknown): string | undefined {
  const [version, instant] = orders.get(operator) ?? []
  if (version === undefined || typeof text !== 'string') return undefined
  if (/^[vV]?\d+\.\d+\.\d/.test(text)) return `did you mean \`${version}\`?`
  const reading = readInstant(text)
  return 'at' in reading || reading.problem === 'naive' ? `did you mean \`${instant}\`?` : undefined
}
