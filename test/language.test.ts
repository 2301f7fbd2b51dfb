import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadExample } from '../compiler/load/example.ts'
import { compile } from '../compiler/pipeline.ts'
import { evaluate } from '../worker/evaluate/evaluate.ts'
import { loadedPlans } from './support/loaded-plans.ts'
import { soundModel } from './support/random-flags.ts'
import { top } from './support/repository-flags.ts'

const page = readFileSync(`${top}docs/language.md`, 'utf8')
const now = Date.parse('2026-06-01T00:00:00Z')

/** What the first example of the page declares, and the others go by. */
const beside = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {} }
groups: { beta-testers: { description: Early, members: [alice, bob] } }
flags: { beside: { assignments: { staging: [{ group: beta-testers }] } } }
`

const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text)

const rows = [...page.matchAll(/<!-- tested: conditions -->\n\n(?:\|.*\n){2}((?:\|.*\n)+)/g)]
  .flatMap(([, table = '']) => table.trim().split('\n'))
  .map((line) => line.split(/(?<!\\)\|/).slice(1, 4))
  .map(([condition = '', holds = '', holdsNot = '']) => [/`(.*)`/.exec(condition)?.[1] ?? '', holds, holdsNot] as const)

/** The attribute that a line is about, and the contexts that its cell names. */
function contexts(condition: string, cell: string): Record<string, unknown>[] {
  const attribute = [...condition.matchAll(/(\w+): /g)]
    .map(([, key = '']) => key)
    .find((key) => !/^(not|any)$/.test(key))
  const values = [...cell.matchAll(/`(.*?)`/g)].map(([, text = '']) => ({ [attribute ?? '']: parse(text) as unknown }))
  return cell.includes('missing') ? [...values, {}] : values
}

async function admits(condition: string, context: Record<string, unknown>): Promise<boolean> {
  const flags = `flags: { asked: { assignments: { production: [{ when: { ${condition} } }] } } }`
  const model = await soundModel(`environments: { production: {} }\n${flags}`)
  const decision = evaluate(loadedPlans(model!).get('production')!, 'asked', context, now)
  return decision.errorCode === undefined && decision.value === 'true'
}

test('the page on the language has its examples and its tables', () => {
  expect(examples.length).toBeGreaterThan(6)
  expect(rows.length).toBeGreaterThan(30)
})

test.each(examples)('an example of the page on the language compiles: %#', async (text) => {
  const alone = text.startsWith('environments:')
  const files = { 'flags/example.yaml': text, ...(alone ? {} : { 'flags/beside.yaml': beside }) }
  const { report } = await compile(loadExample(files), now)
  const told = report.diagnostics.filter(({ severity }) => severity !== 'note').map(({ message }) => message)
  expect(told).toEqual([])
})

test.each(rows)('%s holds for %s and not for %s', async (condition, holds, holdsNot) => {
  expect(contexts(condition, holds).length).toBeGreaterThan(0)
  expect(contexts(condition, holdsNot).length).toBeGreaterThan(0)
  for (const context of contexts(condition, holds))
    expect([context, await admits(condition, context)]).toEqual([context, true])
  for (const context of contexts(condition, holdsNot))
    expect([context, await admits(condition, context)]).toEqual([context, false])
})
