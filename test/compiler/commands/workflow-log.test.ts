import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { halyard } from '../../support/terminal.ts'

const failing = {
  'flags/a.yaml': 'environments: { production: {} }\nflags: { a: { description: d, owner: o } }\n',
  'flags/::error::x/a.test.yaml': `defaults: { environment: production }
tests:
  - name: "##[error]pwned"
    flag: a
    cases: [{ user: alice, expect: on }]
`,
}
const commands = (text: string): string[] => text.split('\n').filter((line) => /^\s*::|##\[/.test(line))

test('in a workflow of GitHub nothing that people are told is a command', async () => {
  const cwd = join(projectFolder(failing), 'flags')
  const outside = await halyard(['test'], { cwd })
  expect(commands(outside.stdout).length).toBeGreaterThan(1)
  const inside = await halyard(['test'], { cwd, env: { GITHUB_ACTIONS: 'true' } })
  expect(inside).toMatchObject({ exit: 1, stdout: expect.stringContaining('pwned') })
  expect(commands(inside.stdout)).toEqual([])
  const unknown = await halyard(['##[error]y'], { cwd, env: { GITHUB_ACTIONS: 'true' } })
  expect(unknown.stderr).toContain('error]y')
  expect(commands(unknown.stderr)).toEqual([])
})

test('in a workflow of GitHub, what machines read stays as it is', async () => {
  const cwd = projectFolder(failing)
  const run = (env: Record<string, string>) => halyard(['test', '--format', 'json'], { cwd, env })
  expect((await run({ GITHUB_ACTIONS: 'true' })).stdout).toBe((await run({})).stdout)
})
