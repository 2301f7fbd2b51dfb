import { describe } from '../diagnostics/describe.ts'
import { article, choices, quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Attribute } from '../model/model.ts'
import { fitsAttribute, isText, valueOf } from './attribute-value.ts'
import { judgeEnum } from './enum.ts'
import { families, type Family, operatorFor, operators, takes } from './operators.ts'
import { attributeForm } from './problems/attribute-form.ts'
import { attributeType } from './problems/attribute-type.ts'
import { type Operand, placeOf, type Question, type WrittenTest } from './written-test.ts'

/** True when an attribute as it is declared could ever meet what is asked of it; otherwise it was said why not. */
export function judgeFit(written: WrittenTest, report: Report): boolean {
  const { declared } = written
  if (!declared) return true
  const judged = written.questions.map((question) => judgeQuestion(question, declared, written, report))
  return !judged.includes(false)
}

function judgeQuestion(question: Question, declared: Attribute, written: WrittenTest, report: Report): boolean {
  const { family, operator, operands, located } = question
  const parsed = written.modifiers.has('parse') && declared.type === 'string'
  if (declared.type === 'string' && isForm(family)) {
    reportForm(question, forms[family], declared, report)
    return true
  }
  if (!takes[family].includes(declared.type) && !(parsed && family === 'number')) {
    report.add(attributeType, {
      message: `${quote(operator)} cannot be asked of ${quote(declared.key)}, which is declared as ${declared.type}`,
      where: located.keyAt(),
      related: [declaration(declared)],
      help: instead(question, declared),
    })
    return false
  }
  if (family !== 'value' && family !== 'scalars' && family !== 'items') return true
  const misfits = operands.filter((operand) => !mayEqual(question, operand, declared, parsed))
  for (const operand of misfits) reportMisfit(operand, declared, report)
  return misfits.length === 0 && judgeEnum(question, declared, written, report)
}

/** What texts are declared as that hold what operators of a family read. */
const forms = { version: 'semver', instant: 'instant', ranges: 'ip' } as const

function isForm(family: Family): family is keyof typeof forms {
  return Object.hasOwn(forms, family)
}

function reportForm(
  { operator, located }: Question,
  form: (typeof forms)[keyof typeof forms],
  declared: Attribute,
  report: Report,
): void {
  report.add(attributeForm, {
    message: `${quote(declared.key)} is declared as string, and ${quote(operator)} reads it as ${valueOf[form]}`,
    where: located.keyAt(),
    related: [declaration(declared)],
    help: `declare it as ${quote(form)}, and values of another form are told`,
  })
}

/** A list is compared whole by `equals`, and item by item by the others. */
function mayEqual({ family }: Question, { value }: Operand, { type }: Attribute, parsed: boolean): boolean {
  if (type === 'list' && family !== 'value') return true
  return fitsAttribute(type, value) || (parsed && typeof value === 'number')
}

function reportMisfit(operand: Operand, declared: Attribute, report: Report): void {
  const { value } = operand
  report.add(attributeType, {
    message: `${quote(declared.key)} is declared as ${declared.type}, and ${describe(value)} is not ${valueOf[declared.type]}`,
    where: placeOf(operand),
    related: [declaration(declared)],
    help: respelled(value, declared),
  })
}

/** How to write a value that was meant, as far as that can be told. */
function respelled(value: unknown, { type, key }: Attribute): string | undefined {
  if (typeof value === 'object') return undefined
  if (type === 'list') return 'write a list, or ask with `includesAny`'
  if (typeof value === 'string')
    return fitsAttribute(type, plain(value)) ? `take the quotes away: ${quote(value)}` : undefined
  if (type === 'string' && typeof value === 'number')
    return `write \`'${value}'\`; for texts that spell this number, \`${key}: { equals: ${value}, parse: true }\``
  return isText(type) ? `write ${valueOf[type]}` : undefined
}

function plain(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() === '' ? text : Number(text)
}

function declaration({ declared }: Attribute) {
  return { message: 'declared here', where: declared.at('type') }
}

function instead({ family, operator }: Question, { type }: Attribute): string {
  const better = operatorFor(operator, type)
  if (better !== undefined) return `did you mean ${quote(better)}?`
  if (family === 'number' && type === 'string')
    return 'add `parse: true` if its text spells a number, or declare it as `float`'
  return family === 'items' && type === 'string'
    ? 'declare it as `list` if that is what it holds'
    : `of ${article(type)} can be asked ${choices(
        operators.filter((one) => takes[families[one]].includes(type)),
        12,
      )}`
}
