import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planAsGithub } from '../../../../compiler/plan/render/github.ts'
import { flagChange, gains, hostilePlan, plan, rolloutChange } from '../../../support/plan-documents.ts'

const commandsOf = (output: string): string[] => output.split('\n').filter((line) => line.trimStart().startsWith('::'))

const loses = (flag: string) => ({
  ...gains(flag, []),
  moves: [{ kind: 'loses' as const, from: 'on', to: 'off', count: 1, users: ['eve'] }],
})

test('refusals are errors, losses in a protected environment warnings, and whom else it hits notices', () => {
  const output = planAsGithub(
    plan({
      refusals: [
        {
          code: 'mass-change',
          message: '40 % of the flags change',
          help: 'lift it with --allow-mass-change',
          because: null,
        },
      ],
      changes: [rolloutChange('one', 'production'), rolloutChange('two', 'staging')],
      impact: {
        at: '2026-06-01T00:00:00.000Z',
        environments: [
          { environment: 'staging', isProtected: false, flags: [gains('two', ['alice'])] },
          { environment: 'production', isProtected: true, flags: [loses('one')] },
        ],
      },
    }),
  )
  expect(commandsOf(output)).toEqual([
    '::error title=mass-change::40 %25 of the flags change%0Alift it with --allow-mass-change',
    '::warning file=flags/one.yaml,line=17,col=9,title=loss::`production` (protected): `one`: 1 user loses it (eve); everybody else: 5 %25 gain it, nobody loses it',
    '::notice file=flags/two.yaml,line=17,col=9,title=affected::`staging`: `two`: 1 user gains it (alice); everybody else: 5 %25 gain it, nobody loses it',
  ])
  expect(output).toMatch(/\nRefused: 40 % of the flags change\n$/)
})

test('of each kind at most ten are annotated, and the tenth counts the others', () => {
  const changes = Array.from({ length: 30 }, (_, index) =>
    flagChange(`f${index}`, { action: 'archive', because: null }),
  )
  const commands = commandsOf(planAsGithub(plan({ changes })))
  expect(commands).toHaveLength(10)
  expect(commands[9]).toBe('::warning title=halyard::21 more of these are in the log of this step')
})

test('no name becomes a command of the workflow', () => {
  fc.assert(
    fc.property(hostilePlan, (hostile) => {
      const output = planAsGithub(hostile)
      for (const line of commandsOf(output))
        expect(line).toMatch(/^::(?:error|warning|notice) (?:file=[^,:]*,line=3,col=1,)?title=[a-z-]+::/)
      for (const line of output.split('\n').filter((one) => !one.startsWith('::')))
        expect(line).not.toMatch(/^\s*::|##\[/)
      // oxlint-disable-next-line no-control-regex
      expect(output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    }),
    { numRuns: 300 },
  )
})
