import type { FlagInput } from '../../schema/types.ts'
import { choices, enumerate } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { FlagType, Variant } from '../model/model.ts'
import { keysAt } from '../source/position.ts'
import type { Located } from '../source/source.ts'
import { didYouMean } from '../source/suggest.ts'
import { unknownVariant } from './problems/unknown-variant.ts'
import { variantType } from './problems/variant-type.ts'
import { variantsMissing } from './problems/variants-missing.ts'
import { namedByValue } from './variant-names.ts'
import { expectation, fits, jsonText, typeOf } from './variant-value.ts'

export interface Variants {
  readonly variants: readonly Variant[]
  readonly off: string
  readonly on: string | undefined
}

const ofBoolean: readonly Variant[] = [
  { name: 'on', json: 'true' },
  { name: 'off', json: 'false' },
]

/** The variants of a flag and which of them is off; undefined after saying what keeps them from being known. */
export function linkVariants(key: string, located: Located<FlagInput>, report: Report): Variants | undefined {
  const variants = linkValues(key, located, report)
  const off = variants && linkOff(key, located, variants, report)
  if (!variants || off === undefined) return undefined
  const others = variants.filter(({ name }) => name !== off)
  return { variants, off, on: others.length === 1 ? others[0]?.name : undefined }
}

function linkValues(key: string, located: Located<FlagInput>, report: Report): readonly Variant[] | undefined {
  const { type = 'boolean', variants } = located.value
  if (!variants) return type === 'boolean' ? ofBoolean : missing(key, located, type, report)
  const values = inOrder(located, variants)
  const unfit = values.filter(([, value]) => !fits(type, value))
  if (!located.value.type && unfit.length > 1) return untyped(key, located, values, report)
  for (const [name] of unfit) {
    report.add(variantType, {
      message: `the variant \`${name}\` of \`${key}\` is not ${expectation[type]}`,
      where: located.at('variants', name),
      related: located.value.type ? [{ message: `the type is ${type}`, where: located.at('type') }] : [],
      help: located.value.type
        ? 'change the value, or the type'
        : 'a flag without `type:` is boolean; write the type of its values',
    })
  }
  return unfit.length > 0 ? undefined : values.map(([name, value]) => ({ name, json: jsonText(type, value) }))
}

/** As they are written. A number among the names is rare, and only then are the files asked. */
function inOrder(located: Located<FlagInput>, variants: Readonly<Record<string, unknown>>): [string, unknown][] {
  const names = Object.keys(variants)
  if (!names.some((name) => /^\d+$/.test(name))) return Object.entries(variants)
  return keysAt(located.at('variants')).map((name) => [name, variants[name]])
}

/** Without `type:` and with such values, the type was forgotten: one mistake, however many variants. */
function untyped(key: string, located: Located<FlagInput>, values: [string, unknown][], report: Report): undefined {
  const [type] = new Set(values.map(([, value]) => typeOf(value)))
  const names = values.filter(([, value]) => !fits('boolean', value)).map(([name]) => name)
  report.add(variantType, {
    message: `the variants ${enumerate(names)} of \`${key}\` are not ${expectation.boolean}`,
    where: located.keyAt('variants'),
    help: `a flag without \`type:\` is boolean; write the type of its values${type ? `, such as \`type: ${type}\`` : ''}`,
  })
}

function missing(key: string, located: Located<FlagInput>, type: FlagType, report: Report): undefined {
  report.add(variantsMissing, {
    message: `\`${key}\` is of type ${type} but has no \`variants\``,
    where: located.at('type'),
    help: `name the values it may have, such as \`variants: { ${example[type]} }\`, and which one is \`off\``,
  })
}

const example: Readonly<Record<FlagType, string>> = {
  boolean: 'on: true, off: false',
  string: 'old: classic, new: fresh',
  integer: 'few: 10, many: 50',
  float: 'low: 0.5, high: 1.5',
  object: 'small: { size: 1 }, large: { size: 2 }',
}

function linkOff(key: string, located: Located<FlagInput>, variants: readonly Variant[], report: Report) {
  const known = variants.map(({ name }) => name)
  const off = located.value.off ?? 'off'
  if (known.includes(off)) return off
  const guess = namedByValue(off, variants) ?? didYouMean(off, known) ?? `it is one of ${choices(known)}`
  if (located.value.off === undefined)
    report.add(variantsMissing, {
      message: `\`${key}\` does not say which variant it serves when it is off`,
      where: located.keyAt('variants'),
      help: `add \`off:\`; ${guess}`,
    })
  else
    report.add(unknownVariant, {
      message: `\`${key}\` has no variant \`${off}\` to be off with`,
      where: located.at('off'),
      help: guess,
    })
  return undefined
}
