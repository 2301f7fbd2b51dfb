import type { ErrorObject } from 'ajv'
import type { Report } from '../diagnostics/report.ts'
import { pathOf } from '../source/pointer.ts'
import type { Located, Path } from '../source/source.ts'
import { meantErrors } from './branches.ts'
import type { Complaint, Said } from './complaint.ts'
import { judgeAttributePath, judgeVariantName } from './keys.ts'
import { isMap } from '../source/map.ts'
import { sentences } from './sentences.ts'
import { isTargeting } from './targeting.ts'

/** More than a reader can use about one entity. */
const most = 10

/** Says in sentences what the schema has against an entity: one for each mistake, not one for each error of ajv. */
export function explain(errors: readonly ErrorObject[], entity: string, declared: Located<unknown>, report: Report) {
  const meant = meantErrors(errors)
  const variants = variantNames(declared.value)
  const told = new Set<string>()
  for (const [index, error] of meant.slice(0, most).entries()) {
    const path = pathOf(error.instancePath, declared.value)
    const complaint = { error, entity, path, label: label(path, entity), variants }
    const { problem, message, help, on = 'value', below, above = 0 } = said(complaint)
    const more = index === most - 1 && meant.length > most ? `${meant.length - most} more in this ${entity}` : undefined
    const inside = [...path.slice(0, path.length - above), ...(below === undefined ? [] : [below])]
    const once = JSON.stringify([message, inside])
    if (told.has(once)) continue
    told.add(once)
    report.add(problem, {
      message,
      where: on === 'key' ? declared.keyAt(...inside) : declared.at(...inside),
      help: [help, more].filter((part) => part !== undefined).join('; ') || undefined,
    })
  }
}

function said(complaint: Complaint): Said {
  const { error, entity, path } = complaint
  if (error.propertyName !== undefined) {
    const judgement = (isTargeting(path) ? judgeAttributePath : judgeVariantName)(error.propertyName)
    if (judgement) {
      const [problem, { message, help }] = judgement
      return { problem, message: `${entity}: ${message}`, help, on: 'key' as const, below: error.propertyName }
    }
  }
  return (sentences[error.keyword] ?? sentences.default)(complaint)
}

function variantNames(value: unknown): string[] {
  return isMap(value) && isMap(value['variants']) ? Object.keys(value['variants']) : []
}

function label(path: Path, entity: string): string {
  const last = path.at(-1)
  if (last === undefined) return entity
  if (typeof last === 'string') return `\`${last}\``
  const list = path.findLast((step) => typeof step === 'string')
  return list === undefined ? `item ${last + 1}` : `item ${last + 1} of \`${list}\``
}
