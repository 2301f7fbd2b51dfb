import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { upcomingOf } from '../../../compiler/commands/upcoming-of.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadedPlans } from '../../support/loaded-plans.ts'
import { soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'

const [earliest, latest] = [Math.min(...moments), Math.max(...moments)]

/** Half of them instants that flag files of this kind mention, or the millisecond before. */
const instant = fc.oneof(fc.constantFrom(...moments), fc.integer({ min: earliest, max: latest }))

/** What every user gets of every flag in every environment; no answer for want of a key counts as the off variant. */
function answersAt(model: SoundModel, at: number): Map<string, string> {
  const answers = new Map<string, string>()
  for (const [environment, plan] of loadedPlans(model))
    for (const flag of model.flags.values())
      for (const targetingKey of people) {
        const decision = evaluate(plan, flag.key, { targetingKey }, at)
        const variant = decision.errorCode === undefined ? decision.variant : flag.off
        answers.set(`${environment} ${flag.key} ${targetingKey}`, variant)
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
    { numRuns: 150, examples: [[slope, earliest, latest]] },
  )
  for (const much of Object.values(count)) expect(much).toBeGreaterThan(0)
})
