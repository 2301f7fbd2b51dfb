import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { flagJson } from '../../../compiler/commands/explain/json.ts'
import { tell } from '../../../compiler/commands/explain/tell.ts'
import { explanationLines } from '../../../compiler/commands/explaining.ts'
import { planOf } from '../../../compiler/commands/plan-of.ts'
import { hidden } from '../../../compiler/source/characters.ts'
import type { Group } from '../../../compiler/model/model.ts'
import { soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'

const contexts = fc.record(
  {
    targetingKey: fc.constantFrom(...people, 'somebody', '\u001b[2J'),
    country: fc.constantFrom('NL', 'DE', '', 1, ['NL'], '\u202e', { deep: [] }),
    age: fc.constantFrom(0, 1, 1.5, '1'),
    account: fc.constantFrom({ plan: 'x' }, { plan: 'NL' }, 'none'),
  },
  { requiredKeys: [] },
)

interface Standing {
  readonly group: unknown
  readonly by: string
}

/** Everything in JSON that says how a context stands to a group. */
function standings(json: unknown): Standing[] {
  if (typeof json !== 'object' || json === null) return []
  const inside = Object.values(json).flatMap(standings)
  return 'group' in json && 'by' in json ? [json as Standing, ...inside] : inside
}

it('every step is told in visible words and with the right names, whatever the flags and the context are', async () => {
  await fc.assert(
    fc.asyncProperty(targeting, contexts, fc.constantFrom(...moments), async (files, context, now) => {
      const model = await soundModel(files)
      if (!model) throw new Error('random flag files have an error')
      const lists = (group: Group, by: string) => (by === 'member' ? group.members : group.exclude)
      for (const environment of model.environments.values()) {
        const plan = planOf({ model, revision: 'test', documents: [] }, environment)
        for (const key of model.flags.keys()) {
          const lines = explanationLines(plan, model, environment, key, context, now)
          expect(lines.filter((line) => line.includes('→')).length).toBeGreaterThan(0)
          for (const line of lines) expect(hidden.test(line)).toBe(false)
          const told = tell(key, { plan, model, environment, context, now }, 10)
          for (const { group, by } of standings(flagJson(told, told.telling))) {
            const found = model.groups.get(String(group))
            expect(found?.key).toBe(group)
            if (found && (by === 'member' || by === 'excluded'))
              expect(lists(found, by).map(({ user }) => user.key)).toContain(context.targetingKey)
          }
        }
      }
    }),
    { numRuns: 150 },
  )
})

it('a long chain of flags is told to a depth that can be read, and says where to go on', async () => {
  const flags = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `f-${at}`,
      at === 0
        ? { assignments: { production: [{ user: 'ann' }] } }
        : { dependsOn: [`f-${at - 1}`], assignments: { production: 'everyone' } },
    ]),
  )
  const model = await soundModel(JSON.stringify({ environments: { production: {} }, users: { ann: {} }, flags }))
  const environment = model?.environments.get('production')
  if (!model || !environment) throw new Error('the flag files have an error')
  const lines = explanationLines(
    planOf({ model, revision: 'test', documents: [] }, environment),
    model,
    environment,
    'f-29',
    {},
    0,
  )
  expect(lines.some((line) => line.trim() === '· `halyard explain f-20` goes on from here')).toBe(true)
  expect(lines.at(-1)).toContain('the cause is f-0: no assignment admits this context')
})
