import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardsOf } from '../../../compiler/board/board.ts'
import { Places } from '../../../compiler/board/places.ts'
import { planOf } from '../../../compiler/commands/plan-of.ts'
import { instant } from '../../../compiler/model/value-words.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import type { AssignmentStep, Explanation } from '../../../worker/evaluate/explain/explanation.ts'
import type { BoardFlag } from '../../../schema/types.ts'
import { soundModel } from '../../support/random-flags.ts'
import { snapshots } from '../../support/snapshots.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'

const places = new Places('')
const plain = {
  revision: 'worktree',
  source: undefined,
  changes: undefined,
  upcoming: [],
  groups: new Map(),
  hides: () => false,
}

test('an assignment and a dependency have the index that the evaluator explains by, whatever the flags are', async () => {
  const contexts = fc.record({
    targetingKey: fc.constantFrom(...people, 'somebody'),
    country: fc.constantFrom('NL', 1),
  })
  let seen = 0
  await fc.assert(
    fc.asyncProperty(targeting, contexts, fc.constantFrom(...moments), async (files, context, now) => {
      const model = await soundModel(files)
      if (!model) throw new Error('random flag files have an error')
      const taken = snapshots(model)
      for (const { environment, flags } of boardsOf(model, { ...plain, places })) {
        const [home, snapshot] = [
          model.environments.get(environment)!,
          taken.find((one) => one.environment === environment)!,
        ]
        const plan = planOf({ model, revision: 'test', documents: [] }, home)
        expect(flags.map(({ key }) => key)).toEqual([...model.flags.keys()].sort())
        for (const flag of flags) {
          const { assignments } = snapshot.flags.find(({ key }) => key === flag.key)!
          if (assignments) expect(flag.assignments).toHaveLength(assignments.length)
          seen += agree(explain(plan, flag.key, context, now), flag, model)
        }
      }
    }),
    { numRuns: 150 },
  )
  expect(seen).toBeGreaterThan(500)
})

/** How many steps were compared. */
function agree({ steps }: Explanation, flag: BoardFlag, model: SoundModel): number {
  let seen = 0
  for (const step of steps) {
    if (step.step === 'assignment') expectSame(step, flag.assignments[step.index]?.words ?? '')
    if (step.step === 'dependency') {
      const named = model.flags.get(flag.key)?.dependsOn.find(({ parent }) => parent.key === step.parent)
      expect(flag.dependencies?.[step.index]).toEqual(places.of(named!.place))
    }
    seen += step.step === 'assignment' || step.step === 'dependency' ? 1 : 0
  }
  return seen
}

/** The sentence tells the window, the share and the variant that the evaluator went by. */
function expectSame({ starts, expires, rollout, serves }: AssignmentStep, words: string): void {
  expect(words).toMatch(/^Serves /)
  expect(words.includes(', until ')).toBe(expires !== undefined)
  if (expires !== undefined) expect(words).toContain(`, until ${instant(expires)}`)
  if (starts !== undefined) expect(words).toContain(`, from ${instant(starts)} on`)
  if (rollout) expect(words).toContain(' %')
  if (serves !== undefined) expect(words.slice(0, words.indexOf(' to '))).toContain(serves)
}
