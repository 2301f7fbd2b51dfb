import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { problems } from '../../../compiler/link/problems/index.ts'
import type { Model } from '../../../compiler/model/model.ts'
import { storedCondition, withGroups } from '../../../compiler/model/stored-condition.ts'
import { readCondition } from '../../../worker/evaluate/condition/read.ts'
import { compileText } from '../../support/compile.ts'
import { expectInside } from '../diagnostics/inside.ts'

const seed = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {} }
attributes:
  country: { type: string, enum: [NL, DE] }
  appVersion: { type: semver }
  account: { type: object }
groups:
  crew: { members: [alice], groups: [eu], exclude: [bob] }
  eu: { when: { country: [NL, DE], not: { group: late } } }
  late: { members: [bob] }
flags:
  layout:
    type: object
    schema: { properties: { size: { type: integer, minimum: 1 } }, required: [size] }
    variants: { small: { size: 1 }, large: { size: 9 } }
    off: small
    salt: layouts
    bucketBy: account.id
    assignments:
      production:
        - when: { appVersion: { semverGreaterThan: 2.3.0, loose: true }, any: [{ country: NL }, { account.plan: pro }] }
          rollout: [{ at: 2027-01-01T00:00:00Z, percent: 5 }, { at: 2027-02-01T00:00:00Z, percent: 50.5 }]
          serve: { small: 25.5, large: 74.5 }
        - group: crew
          when: { account.ip: { inCidr: [10.0.0.0/8] }, account.mail: { matches: '@example[.]com$', ignoreCase: true } }
          rollout: { to: 50, starts: 2027-01-01T00:00:00Z, ends: 2027-02-01T00:00:00Z }
          serve: large
`

const tokens = [...seed.matchAll(/[A-Za-z0-9.@$[\]:/-]+|[{},]/g)].map(({ 0: text, index }) => ({ text, index }))
const words = [...new Set(tokens.map(({ text }) => text)), 'null', '-1', "''", '{}', '[]', 'negate', '1e3', '(', '~']

/** One to three tokens replaced by other tokens, left out or written twice. */
const mutant = fc
  .array(
    fc.tuple(fc.constantFrom(...tokens), fc.oneof(fc.constantFrom(...words), fc.constant(''), fc.constant('twice'))),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((cuts) =>
    [...new Map(cuts.map((cut) => [cut[0].index, cut])).values()]
      .toSorted((a, b) => b[0].index - a[0].index)
      .reduce((text, [{ text: old, index }, put]) => {
        const written = put === 'twice' ? `${old} ${old}` : put
        return text.slice(0, index) + written + text.slice(index + old.length)
      }, seed),
  )

/** Whatever the compiler lets through, the edge takes. */
function expectReadable(model: Model): void {
  const groups = [...model.groups.values()]
  const lists = [...model.flags.values()].flatMap(({ assignments }) => [...assignments.values()])
  const conditions = [...groups, ...lists.flatMap(({ assignments }) => assignments)].flatMap(({ when }) => when ?? [])
  for (const condition of conditions) {
    const stored = withGroups(storedCondition(condition), (names) => names.map(() => 0))
    expect(() => readCondition(stored, 1)).not.toThrow()
  }
}

test('the seed is sound', async () => {
  expect((await compileText(seed)).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('files with a wrong token end in diagnostics with a place, or are sound', async () => {
  await fc.assert(
    fc.asyncProperty(mutant, async (text) => {
      const { diagnostics, model } = await compileText(text)
      expectInside(diagnostics)
      if (diagnostics.every(({ severity }) => severity !== 'error')) expectReadable(model)
    }),
    { numRuns: 1000 },
  )
})

test('so do the examples of this stage with a line left out', async () => {
  for (const { good, bad } of problems)
    for (const example of [good, bad]) {
      const lines = typeof example === 'string' ? example.split('\n') : []
      if (lines.length > 60) continue
      for (const index of lines.keys())
        expectInside((await compileText(lines.filter((_, line) => line !== index).join('\n'))).diagnostics)
    }
})
