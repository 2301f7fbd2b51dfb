import { expect, it } from 'vitest'
import { declarationsOf } from '../../../compiler/typing/declarations.ts'
import { compileText } from '../../support/compile.ts'
import { typeErrors } from '../../support/typescript.ts'

async function declared(yaml: string): Promise<string> {
  const { model, told } = await compileText(`environments: { production: {} }\n${yaml}`)
  expect(told.filter((line) => !/missing|never|unused|on`/.test(line))).toEqual([])
  return declarationsOf([...model.flags.values()], model.attributes)
}

const shop = `attributes:
  country: { type: string, enum: [NL, BE] }
  appVersion: { type: semver }
  account.created: { type: instant }
  account.orders: { type: integer }
  badges: { type: list, enum: [early, late] }
flags:
  new-checkout: { description: One page. }
  price: { type: float, variants: { low: 1.0, high: 2.5 }, off: low }
  limit: { type: integer, variants: { none: 0, some: 10 }, off: none }
  colour: { type: string, variants: { none: '', blue: blue }, off: none }
  layout:
    type: object
    variants: { narrow: { columns: 1, names: [] }, wide: { columns: 2, names: [a], title: x } }
    off: narrow
`

const good = `
import { OpenFeature } from '@openfeature/server-sdk'
import { OpenFeature as Web } from '@openfeature/web-sdk'
import type { Context, Flags } from './flags.js'
const context: Context = { targetingKey: 'a', country: 'NL', account: { created: new Date(), orders: 1 }, badges: ['late'] }
const app = OpenFeature.getClient()
await app.getBooleanValue('new-checkout', false, context)
const price: 1 | 2.5 = await app.getNumberValue<Flags['price']>('price', 1)
await app.getNumberDetails('limit', 0)
const colour: '' | 'blue' = Web.getClient().getStringValue<Flags['colour']>('colour', '')
const { columns, title } = await app.getObjectValue<Flags['layout']>('layout', { columns: 1, names: [] })
console.log(price, colour, columns + 1, title?.length, Web.setContext(context))
`

// A file of declarations is a library and not checked; the same text as `flags.ts` is.
it('keys, values and contexts that there are compile, with the SDKs for servers and for browsers', async () => {
  expect(typeErrors({ 'flags.d.ts': await declared(shop), 'use.ts': good })).toEqual([])
})

const wrong = [
  [`app.getBooleanValue('new-chekout', false)`, 'TS2345'],
  [`app.getBooleanValue('price', false)`, 'TS2345'],
  [`app.getStringValue('new-checkout', '')`, 'TS2769'],
  [`app.getNumberDetails('colour', 1)`, 'TS2769'],
  [`app.getObjectValue('limit', {})`, 'TS2769'],
  [`app.getStringValue<Flags['colour']>('colour', 'red')`, 'TS2345'],
  [`app.getNumberValue<Flags['price']>('price', 3)`, 'TS2345'],
  [`export const a: Context = { contry: 'NL' }`, 'TS2561'],
  [`export const b: Context = { country: 'DE' }`, 'TS2322'],
  [`export const c: Context = { account: { orders: '1' } }`, 'TS2322'],
  [`export const d: Flags['layout'] = { columns: 1 }`, 'TS2741'],
] as const

it('what there is not does not compile', async () => {
  const head = `import { OpenFeature } from '@openfeature/server-sdk'
import type { Context, Flags } from './flags.js'
export const app = OpenFeature.getClient()
`
  const use = head + wrong.map(([line]) => `${line}\n`).join('')
  const errors = typeErrors({ 'flags.d.ts': await declared(shop), 'use.ts': use })
  expect(errors.map((error) => error.replace(/,\d+/, ''))).toEqual(
    wrong.map(([, code], index) => `use.ts(${index + 4}): error ${code}`),
  )
})

it('an object flag with a schema has the type of its schema', async () => {
  const text = await declared(`flags:
  menu:
    type: object
    off: empty
    variants: { empty: { items: [] } }
    schema:
      type: object
      required: [items]
      $defs:
        item:
          type: object
          required: [name, kind]
          properties:
            name: { type: string, description: As guests read it. }
            kind: { enum: [food, drink] }
            price: { type: [number, 'null'] }
            parts: { type: array, items: { $ref: '#/$defs/item' } }
      properties:
        items: { type: array, items: { $ref: '#/$defs/item' } }
        notes: { type: object, additionalProperties: { type: string } }
        either: { oneOf: [{ const: 1 }, { type: boolean }] }
        any: {}
`)
  expect(text).toContain(`    items: ({
      /** As guests read it. */
      name: string
      kind: "food" | "drink"
      price?: number | null
      parts?: JsonValue[]
    })[]
    notes?: { [key: string]: string }
    either?: 1 | boolean
    any?: JsonValue
`)
  const use = `import type { Flags } from './flags.js'
export const menu: Flags['menu'] = { items: [{ name: 'tea', kind: 'drink', price: null }], either: 1 }
`
  expect(typeErrors({ 'flags.ts': text, 'use.ts': use })).toEqual([])
})

it('a schema that leads to itself, twice each time, comes to an end', async () => {
  const levels = Array.from(
    { length: 40 },
    (_, at) =>
      `        l${at}: { type: object, properties: { a: { $ref: '#/$defs/l${at + 1}' }, b: { $ref: '#/$defs/l${at + 1}' } } }`,
  )
  const text = await declared(`flags:
  deep:
    type: object
    off: empty
    variants: { empty: {} }
    schema:
      $ref: '#/$defs/l0'
      $defs:
${levels.join('\n')}
        l40: { type: object }
`)
  expect(text.length).toBeLessThan(200_000)
  expect(typeErrors({ 'flags.ts': text })).toEqual([])
})

it('prose and values that would break out of what they stand in do not', async () => {
  const text = await declared(`attributes:
  odd.constructor: { type: string, enum: ["a\\"b", "*/", "\${x}"], description: "*/ export {} /*" }
flags:
  odd.flag:
    description: "ends here */ declare const x: any\\n * @deprecated /** and\\r\\nagain"
    type: string
    off: a
    variants: { a: "\\"; export type X = 1 //", b: "\\\\", c: "line\\nbreak" }
  map:
    type: object
    off: a
    variants: { a: { "a-b": { "*/": null }, "\\"": [[1], ["x"], {}] } }
`)
  const use = `import type { Flags } from './flags.js'
export const value: Flags['odd.flag'] = '"; export type X = 1 //'
export const map: Flags['map'] = { 'a-b': { '*/': null }, '"': [[1], {}] }
`
  expect(typeErrors({ 'flags.ts': text, 'use.ts': use })).toEqual([])
})

it('without attributes a context is any; without flags no key compiles', async () => {
  const text = await declared('')
  const use = `import { OpenFeature } from '@openfeature/server-sdk'
import type { Context } from './flags.js'
const context: Context = { anything: [1] }
await OpenFeature.getClient().getBooleanValue('typo', false, context)
`
  expect(typeErrors({ 'flags.ts': text, 'use.ts': use })).toEqual(['use.ts(4,47): error TS2345'])
})

it('two hundred flags are laid out one a line', async () => {
  const flags = Array.from({ length: 200 }, (_, at) => `  flag-${String(at).padStart(3, '0')}: {}`)
  const text = await declared(`flags:\n${flags.join('\n')}\n`)
  expect(text).toContain('  export type BooleanFlagKey =\n    | "flag-000"\n    | "flag-001"\n')
  expect(text).not.toMatch(/[^\S\n]$/m)
  expect(typeErrors({ 'flags.ts': text })).toEqual([])
})
