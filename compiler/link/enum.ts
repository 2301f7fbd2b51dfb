import { choices, quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Attribute } from '../model/model.ts'
import { shorten } from '../source/shorten.ts'
import { didYouMean } from '../source/suggest.ts'
import { attributeValue } from './problems/attribute-value.ts'
import { type Operand, placeOf, type Question, type WrittenTest } from './written-test.ts'

/** The values of an enum, ready to be looked up. */
interface Values {
  readonly all: ReadonlySet<unknown>
  readonly texts: readonly string[]
  readonly folded: ReadonlyMap<string, string>
  readonly inWords: string
}

const known = new WeakMap<Attribute, Values>()

/** True when every operand is one of the values that the attribute is declared with; otherwise it was said which is not. */
export function judgeEnum(
  question: Question,
  declared: Attribute,
  { modifiers }: WrittenTest,
  report: Report,
): boolean {
  if (!declared.declared.value.enum || modifiers.has('parse')) return true
  const values = valuesOf(declared)
  const operands = question.operands.flatMap(itemsOf)
  const strangers = operands.filter(({ value }) => !has(values, value, modifiers.has('ignoreCase')))
  for (const [index, { value, operand }] of strangers.entries())
    report.add(attributeValue, {
      message: `${quote(declared.key)} is never ${quote(shorten(String(value), 60))}, as it is declared`,
      where: placeOf(operand),
      related: [{ message: 'its values', where: declared.declared.at('enum') }],
      help: help(value, values, index < 20),
    })
  return strangers.length === 0
}

/** `equals` may compare whole lists. */
function itemsOf(operand: Operand): { readonly value: unknown; readonly operand: Operand }[] {
  const { value } = operand
  return Array.isArray(value) ? value.map((item: unknown) => ({ value: item, operand })) : [{ value, operand }]
}

function valuesOf(attribute: Attribute): Values {
  let values = known.get(attribute)
  if (!values) {
    const all = attribute.declared.value.enum ?? []
    const texts = all.filter((value) => typeof value === 'string')
    values = {
      all: new Set(all),
      texts,
      folded: new Map(texts.map((text) => [text.toLowerCase(), text])),
      inWords: choices(all.slice(0, 9).map(String)),
    }
    known.set(attribute, values)
  }
  return values
}

function has({ all, folded }: Values, value: unknown, ignoreCase: boolean): boolean {
  return all.has(value) || (ignoreCase && typeof value === 'string' && folded.has(value.toLowerCase()))
}

/** A search for what was meant looks at all values, so only the first get one. */
function help(value: unknown, { texts, folded, inWords }: Values, thorough: boolean): string {
  const cased = typeof value === 'string' ? folded.get(value.toLowerCase()) : undefined
  if (cased !== undefined) return `upper and lower case count: write ${quote(cased)}, or add \`ignoreCase: true\``
  const near = typeof value === 'string' && thorough ? didYouMean(value, texts) : undefined
  return near ?? `it can be ${inWords}`
}
