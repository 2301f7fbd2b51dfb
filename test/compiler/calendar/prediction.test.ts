import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { upcomingOf } from '../../../compiler/commands/upcoming-of.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import type { Decision } from '../../../worker/evaluate/decision.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadedPlans } from '../../support/loaded-plans.ts'
import { attributes } from '../../support/random-attributes.ts'
import { soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'

const [earliest, latest] = [Math.min(...moments), Math.max(...moments)]

/** Half of them instants that flag files of this kind mention, or the millisecond before. */
const instant = fc.oneof(fc.constantFrom(...moments), fc.integer({ min: earliest, max: latest }))

/** Undefined for no answer, for want of a key. */
function served(decision: Decision | undefined): string | undefined {
  return decision === undefined || decision.errorCode !== undefined ? undefined : decision.variant
}

/** What every user gets of every flag in every environment; no answer for want of a key counts as the off variant. */
function answersAt(model: SoundModel, at: number): Map<string, string> {
  const answers = new Map<string, string>()
  for (const [environment, plan] of loadedPlans(model))
    for (const flag of model.flags.values())
      for (const targetingKey of people) {
        const decision = evaluate(plan, flag.key, { targetingKey }, at)
        answers.set(`${environment} ${flag.key} ${targetingKey}`, served(decision) ?? flag.off)
      }
  return answers
}

/** A ramp, a child that goes along with it, and a grandchild that has an end of its own on the way. */
const slope = JSON.stringify({
  environments: { production: {} },
  users: Object.fromEntries(people.map((name) => [name, {}])),
  flags: {
    base: {
      assignments: {
        production: [
          { everyone: true, rollout: { to: 100, starts: '2026-07-01T00:00:00Z', ends: '2026-08-01T00:00:00Z' } },
        ],
      },
    },
    child: { dependsOn: ['base'], assignments: { production: 'everyone' } },
    grandchild: { dependsOn: ['child'], expires: '2026-07-15T00:00:00Z', assignments: { production: 'everyone' } },
  },
})

test('the answers at the start and the hits up to an instant are the answers at that instant', async () => {
  const count = { sudden: 0, gradual: 0, parent: 0 }
  await fc.assert(
    fc.asyncProperty(targeting, instant, instant, async (text, one, other) => {
      const model = await soundModel(text)
      fc.pre(model !== undefined && one !== other)
      const [from, at] = [Math.min(one, other), Math.max(one, other)]
      const answers = answersAt(model, from - 1)
      const hits = (await upcomingOf(model, { from, until: at + 1 })).flatMap((entry) =>
        entry.hits.moves.flatMap(({ users, when, ...way }) =>
          users.map((user, index) => ({
            entry,
            user,
            at: when?.[index] ?? entry.at,
            isPassing: when !== undefined,
            ...way,
          })),
        ),
      )
      for (const { entry, user, from: before, to, isPassing } of hits.sort((a, b) => a.at - b.at)) {
        const asked = `${entry.environment} ${entry.flag} ${user}`
        expect(answers.get(asked), `${asked} at ${entry.at}`).toBe(before)
        answers.set(asked, to ?? '')
        count[isPassing ? 'gradual' : 'sudden'] += 1
        count.parent += Number(entry.kind === 'parent')
      }
      expect(answers).toEqual(answersAt(model, at))
    }),
    { numRuns: 100, examples: [[slope, earliest, latest]] },
  )
  for (const much of Object.values(count)) expect(much).toBeGreaterThan(0)
})

test('whatever else a context holds, no answer changes at an instant that is not listed', async () => {
  let changed = 0
  const contexts = fc.array(fc.record({ key: fc.constantFrom(...people, 'somebody', 'NL'), more: attributes }), {
    minLength: 8,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(targeting, contexts, async (text, asking) => {
      const model = await soundModel(text)
      fc.pre(model !== undefined)
      const entries = await upcomingOf(model, { from: earliest, until: latest })
      for (const [environment, plan] of loadedPlans(model))
        for (const [flag, { off }] of model.flags)
          for (const now of moments.filter((moment) => moment > earliest && moment < latest))
            for (const { key, more } of asking) {
              const context = { ...more, targetingKey: key }
              const [before, after] = [now - 1, now].map((at) => evaluate(plan, flag, context, at))
              if ((served(before) ?? off) === (served(after) ?? off)) continue
              changed += 1
              const covers = entries.some(
                ({ at, ends = at, ...entry }) =>
                  entry.environment === environment && entry.flag === flag && at <= now && now <= ends,
              )
              expect(covers, `${environment} ${flag} at ${now} for ${JSON.stringify(context)}`).toBe(true)
            }
    }),
    { numRuns: 100 },
  )
  expect(changed).toBeGreaterThan(0)
})
