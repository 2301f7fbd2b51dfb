import type { ErrorObject } from 'ajv'
import type { Report } from '../diagnostics/report.ts'
import type { Located, Path } from '../source/source.ts'
import { meantErrors } from './branches.ts'
import { judgeVariantName } from './keys.ts'
import { isMap } from './sections.ts'
import { sentences } from './sentences.ts'

/** An error of the schema, with what a sentence about it needs. */
export interface Complaint {
  readonly error: ErrorObject
  /** `flag \`new-checkout\``. */
  readonly entity: string
  /** Inside the entity. */
  readonly path: Path
  /** What the value is called: `\`expires\``, `item 2 of \`members\``. */
  readonly label: string
  /** The names of the entity's own variants, when it has any. */
  readonly variants: readonly string[]
}

/** More than a reader can use about one entity. */
const most = 10

/** Says in sentences what the schema has against an entity: one for each mistake, not one for each error of ajv. */
export function explain(errors: readonly ErrorObject[], entity: string, declared: Located<unknown>, report: Report) {
  const meant = meantErrors(errors)
  const variants = variantNames(declared.value)
  for (const [index, error] of meant.slice(0, most).entries()) {
    const path = pathOf(error.instancePath, declared.value)
    const complaint = { error, entity, path, label: label(path, entity), variants }
    const { problem, message, help, on = 'value', below } = said(complaint)
    const more = index === most - 1 && meant.length > most ? `${meant.length - most} more in this ${entity}` : undefined
    const inside = below === undefined ? path : [...path, below]
    report.add(problem, {
      message,
      where: on === 'key' ? declared.keyAt(...inside) : declared.at(...inside),
      help: [help, more].filter((part) => part !== undefined).join('; ') || undefined,
    })
  }
}

function said(complaint: Complaint) {
  const { error, entity } = complaint
  if (error.propertyName !== undefined) {
    const judgement = judgeVariantName(error.propertyName)
    if (judgement) {
      const [problem, { message, help }] = judgement
      return { problem, message: `${entity}: ${message}`, help, on: 'key' as const, below: error.propertyName }
    }
  }
  return (sentences[error.keyword] ?? sentences.default)(complaint)
}

function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = []
  let parent = value
  for (const part of pointer.split('/').slice(1)) {
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(parent) ? Number(step) : step)
    parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, step) : undefined
  }
  return path
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
