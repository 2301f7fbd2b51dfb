import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Impact } from '../../../compiler/model/impact.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { loadedPlans } from '../../support/loaded-plans.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'
import { compare } from './comparing.ts'

interface Answer {
  readonly variant: string | undefined
  readonly value: string | undefined
  readonly has: boolean
}

const nothing: Answer = { variant: undefined, value: undefined, has: false }

function ask(plan: Plan | undefined, model: SoundModel, flag: string, user: string, at: number): Answer {
  const known = model.flags.get(flag)
  if (!plan || !known) return nothing
  const decision = evaluate(plan, flag, { targetingKey: user }, at)
  if (decision.errorCode) return nothing
  const { variant, value } = decision
  return { variant, value, has: variant !== known.off }
}

/** `environment flag kind from to user`, one by one and from the rules alone. */
function bruteForce(before: SoundModel, after: SoundModel, at: number): string[] {
  const plans = [loadedPlans(before), loadedPlans(after)] as const
  const flags = new Set([...before.flags.keys(), ...after.flags.keys()])
  const users = new Set([...before.users.keys(), ...after.users.keys()])
  const found: string[] = []
  for (const environment of new Set([...plans[0].keys(), ...plans[1].keys()]))
    for (const flag of flags)
      for (const user of users) {
        const old = ask(plans[0].get(environment), before, flag, user, at)
        const now = ask(plans[1].get(environment), after, flag, user, at)
        if (old.variant === now.variant && old.value === now.value) continue
        if (!old.has && !now.has && (old === nothing || now === nothing)) continue
        const kind = old.has === now.has ? 'switches' : now.has ? 'gains' : 'loses'
        found.push([environment, flag, kind, old.variant, now.variant, user].join(' '))
      }
  return found.sort()
}

function reported({ environments }: Impact): string[] {
  return environments
    .flatMap(({ environment, flags }) =>
      flags.flatMap(({ flag, moves }) =>
        moves.flatMap(({ kind, from, to, count, users }) => {
          expect(users).toHaveLength(count)
          expect(users).toEqual([...users].sort())
          return users.map((user) => [environment, flag, kind, from, to, user].join(' '))
        }),
      ),
    )
    .sort()
}

/** The same files with so many users more that sets of them are kept in more than one way. */
function crowded(text: string): string {
  const files = JSON.parse(text) as { users: Record<string, object> }
  for (let user = 0; user < 150; user += 1) files.users[`crowd-${user}`] = {}
  return JSON.stringify(files)
}

test.each([
  ['lists, dependencies and groups in all directions', targeting],
  ['grants, environments and users that come and go', flagFiles],
])('the moves are those that asking the evaluator for every user and flag shows: %s', async (_, files) => {
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(files, files, fc.constantFrom(...moments), async (first, second, at) => {
      const [before, after] = [await soundModel(crowded(first)), await soundModel(second)]
      fc.pre(before !== undefined && after !== undefined)
      const expected = bruteForce(before, after, at)
      expect(reported(await compare(before, after, at))).toEqual(expected)
      for (const line of expected) kinds.add(line.split(' ')[2] ?? '')
    }),
    { numRuns: 60 },
  )
  expect([...kinds].sort()).toEqual(['gains', 'loses', 'switches'])
})

test('a change of one group is followed to every flag that asks for it, and to those that depend on these', async () => {
  await fc.assert(
    fc.asyncProperty(targeting, fc.subarray(people), async (text, members) => {
      const files = JSON.parse(text) as { groups: { beta: { members: string[] } } }
      files.groups.beta.members = members
      const [before, after] = [await soundModel(text), await soundModel(JSON.stringify(files))]
      fc.pre(before !== undefined && after !== undefined)
      const at = Date.parse('2026-07-15T12:00:00Z')
      const found = await compare(before, after, at)
      expect(reported(found)).toEqual(bruteForce(before, after, at))
      for (const { flags } of found.environments) for (const { isChanged } of flags) expect(isChanged).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('nobody notices what is only reworded', async () => {
  await fc.assert(
    fc.asyncProperty(targeting, async (text) => {
      const reworded = text.replaceAll(
        '"enabled":',
        '"description":"another","owner":"another","tags":["x"],"enabled":',
      )
      const [before, after] = [await soundModel(text), await soundModel(reworded)]
      fc.pre(before !== undefined && after !== undefined)
      for (const { flags } of (await compare(before, after)).environments) expect(flags).toEqual([])
    }),
    { numRuns: 30 },
  )
})
