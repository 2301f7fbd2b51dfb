import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Assessment } from '../../../compiler/commands/assess/assessment.ts'
import { planOf } from '../../../compiler/commands/plan-of.ts'
import { projectFolder } from '../../support/project.ts'
import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import { soundModel } from '../../support/random-flags.ts'
import { targeting } from '../../support/random-targeting.ts'
import { halyard } from '../../support/terminal.ts'

const flags = `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  base: { description: Half, owner: a, assignments: { production: [{ everyone: true, rollout: 50 }] } }
  child:
    description: Built on it
    owner: a
    dependsOn: [base]
    type: string
    variants: { a: A, b: B, c: C }
    off: a
    assignments:
      production:
        - { user: bob, serve: c }
        - { everyone: true, rollout: 40, serve: { b: 75, c: 25 } }
        - { everyone: true, rollout: 60, serve: c }
  company:
    description: By company
    owner: a
    assignments: { production: [{ everyone: true, rollout: 25, bucketBy: company.id }] }
`

const assess = async (...words: string[]) => {
  const cwd = projectFolder({
    'flags/all.yaml': flags,
    'contexts.jsonl': '{"targetingKey":"bob"}\n{"targetingKey":"zed"}\n{}\n',
  })
  const { exit, stdout } = await halyard(['assess', '-e', 'production', ...words], { cwd })
  return {
    exit,
    stdout,
    json: () => JSON.parse(stdout) as { variants: Shown[]; assignments: object[]; knownUsers: object[] },
  }
}
interface Shown {
  readonly variant: string | null
  readonly exact: number
  readonly simulated: number
  readonly count: number
  readonly standardErrors: number | null
}

test('the exact shares follow the list, the dependency and the weights', async () => {
  const answer = await assess('child', '--format', 'json')
  const { variants, assignments } = answer.json()
  // The second rollout has the buckets of the first, so it adds those from 40 to 60.
  expect(variants.map(({ variant, exact }) => [variant, exact])).toEqual([
    ['a', expect.closeTo(0.5 + 0.5 * 0.4)],
    ['b', expect.closeTo(0.5 * 0.4 * 0.75)],
    ['c', expect.closeTo(0.5 * (0.4 * 0.25 + 0.2))],
  ])
  expect(variants.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
  for (const { standardErrors, simulated, exact } of variants) {
    expect(Math.abs(standardErrors ?? 0)).toBeLessThan(5)
    expect(simulated).toBeCloseTo(exact, 1)
  }
  expect(assignments).toMatchObject([
    { whom: 'user bob', shares: { c: 1 } },
    { whom: 'everyone', shares: { b: expect.closeTo(0.3), c: expect.closeTo(0.1) } },
    { whom: 'everyone', shares: { c: expect.closeTo(0.6) } },
  ])
})

test('the same seed gives the same users, and another seed others', async () => {
  const count = async (seed: string) =>
    (await assess('child', '--users', '999', '--seed', seed, '--format', 'json')).stdout
  expect(await count('x')).toBe(await count('x'))
  expect(await count('x')).not.toBe(await count('y'))
})

test('random users differ in whatever buckets go by, unless the context says what it is', async () => {
  const { variants } = (await assess('company', '--format', 'json')).json()
  expect(variants.find(({ variant }) => variant === 'on')?.exact).toBeCloseTo(0.25)
  const fixed = (await assess('company', '-c', '{"company.id":"x"}', '--format', 'json')).json()
  expect(fixed.variants.map(({ exact, simulated }) => exact === simulated)).toEqual([true, true])
})

test('contexts of a file are counted, and their chances added up', async () => {
  const { exit, json } = await assess('child', '--contexts', 'contexts.jsonl', '--format', 'json')
  expect(exit).toBe(0)
  const { variants } = json()
  const exactOf = (name: string | null) => variants.find(({ variant }) => variant === name)?.exact
  // Nobody in particular has no key for base, which is then not active.
  expect(exactOf('c')).toBeCloseTo((0.5 + 0.5 * 0.3) / 3)
  expect(exactOf('a')).toBeCloseTo((0.5 + 0.7 + 1) / 3)
})

test('for people it is one table, with the users of the flag files counted', async () => {
  const { stdout } = await assess('child', '--users', '1000')
  expect(stdout).toContain('only while base is active\n')
  expect(stdout).toMatch(/2 {2}everyone {2,}b 30 %, c 10 % {2}by targetingKey {2}flags\/all\.yaml:15:11\n/)
  expect(stdout).toMatch(/ {2}c {8}15 % {3}\s*\d+(\.\d+)? %\s+\d+ {2,}\d\.\d standard errors\n/)
  expect(stdout).toMatch(/Of 2 users in the flag files: .*\n$/)
})

const contexts = fc.record(
  {
    country: fc.constantFrom('NL', 'DE', '', 1, ['NL']),
    age: fc.constantFrom(0, 1, 1.5, '1'),
    account: fc.constantFrom({ plan: 'x' }, { plan: 'NL' }),
  },
  { requiredKeys: [] },
)

test('the chances are those that many random users show, whatever the flags are', async () => {
  await fc.assert(
    fc.asyncProperty(targeting, contexts, async (text, context) => {
      const model = await soundModel(text)
      if (!model) return
      for (const environment of model.environments.values()) {
        const plan = planOf({ model, revision: 'test', documents: [] }, environment)
        for (const flag of model.flags.values()) {
          const assessment = new Assessment(plan, findFlag(plan, flag.key), Date.parse('2026-07-15T00:00:00Z'))
          for (let at = 0; at < 400; at += 1) {
            const one = { ...context, targetingKey: `user-${at}` }
            assessment.count(
              one,
              assessment.chances(one, (by) => by === undefined),
            )
          }
          for (const { name } of flag.variants)
            expect(Math.abs(assessment.tally.of(name).standardErrors ?? 0)).toBeLessThan(6)
          const certain = flag.variants.map(({ name }) => assessment.tally.of(name))
          for (const { standardErrors, exact, simulated } of certain)
            if (standardErrors === undefined && exact !== undefined) expect(simulated).toBeCloseTo(exact, 5)
        }
      }
    }),
    { numRuns: 40 },
  )
})
