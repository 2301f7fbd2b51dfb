import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../../compiler/commands/index.ts'
import { projectFolder } from '../../support/project.ts'
import { halyard } from '../../support/terminal.ts'

const small = {
  'flags/all.yaml': `
environments: { production: { protected: true } }
users: { alice: {}, bob: {} }
groups: { beta: { description: Early birds, members: [alice] } }
flags:
  parent: { description: The base, owner: a, assignments: { production: [{ group: beta }] } }
  child:
    description: Built on it
    owner: a
    dependsOn: [parent]
    type: float
    variants: { low: 1, high: 2.5 }
    off: low
    assignments:
      production:
        - { group: beta, expires: 2026-07-01T00:00:00Z }
        - { user: alice, serve: low, starts: 2026-09-01T00:00:00Z }
`,
}

test('the overview names every command, and every command has help with examples', async () => {
  const { stdout } = await halyard(['--help'], { cwd: '/' })
  for (const { name, options } of commands) {
    expect(stdout).toContain(`  ${name} `)
    const help = await halyard([name, '--help'], { cwd: '/' })
    expect(help.exit).toBe(0)
    expect(help.stdout).toContain(`halyard ${name}`)
    for (const option of Object.keys(options)) expect(help.stdout).toContain(`--${option}`)
  }
})

test('a mistyped command or option is answered with the one that was meant, and exit 2', async () => {
  expect(await halyard(['valdate'], { cwd: '/' })).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('halyard validate'),
  })
  const option = await halyard(['validate', '--formt', 'json'], { cwd: '/' })
  expect(option).toMatchObject({ exit: 2, stderr: expect.stringContaining('--format') })
  expect(await halyard(['evaluate', 'a', 'b'], { cwd: '/' })).toMatchObject({ exit: 2 })
  expect(await halyard([], { cwd: '/' })).toMatchObject({ exit: 2, stdout: '' })
})

test('without a flags folder, validate says how to get one', async () => {
  const { exit, stderr } = await halyard(['validate'], { cwd: projectFolder({ 'a.txt': '' }) })
  expect(exit).toBe(2)
  expect(stderr).toContain('halyard init')
})

test('evaluate answers like the edge, now and at another instant', async () => {
  const cwd = projectFolder(small)
  const ask = async (...words: string[]) =>
    (await halyard(['evaluate', 'child', '-e', 'production', ...words], { cwd })).stdout
  expect(await ask('-u', 'alice')).toBe('child = 2.5 (high, TARGETING_MATCH)\n')
  expect(await ask('-u', 'bob')).toBe('child = 1.0 (low, DISABLED, blocked by parent)\n')
  expect(await ask('-u', 'alice', '--at', '2026-07-01T00:00:00Z')).toBe('child = 1.0 (low, DEFAULT)\n')
  expect(await ask('-u', 'alice', '--at', '2026-09-01T02:00:00+02:00')).toBe('child = 1.0 (low, TARGETING_MATCH)\n')
  expect(JSON.parse(await ask('-u', 'alice', '--format', 'json'))).toMatchObject({ variant: 'high', value: 2.5 })
})

test('explain shows each step, and the place in the YAML that decided', async () => {
  const cwd = projectFolder(small)
  const words = ['evaluate', 'child', '-e', 'production', '--explain']
  const { stdout } = await halyard([...words, '-u', 'alice'], { cwd })
  expect(stdout).toContain(
    "the user's own assignment 2 (user alice) starts at 2026-09-01T00:00:00Z  [flags/all.yaml:17:11]",
  )
  expect(stdout).toContain('→ assignment 1 (group beta) serves high  [flags/all.yaml:16:11]')
  const blocked = await halyard([...words, '-u', 'bob', '--format', 'json'], { cwd })
  expect(JSON.parse(blocked.stdout)).toMatchObject({
    decision: { reason: 'DISABLED', metadata: { blockedBy: 'parent' } },
    steps: [{}, {}, { step: 'dependency', place: { file: 'flags/all.yaml', line: 10 } }],
    blockedBy: { decision: { key: 'parent', reason: 'DEFAULT' } },
  })
})

test.each([
  [['-e', 'prod'], 'production'],
  [['-e', 'production', '--at', '2026-07-01'], '2026-07-01T00:00:00Z'],
  [['-e', 'production', '--context', '[]'], 'JSON object'],
  [['-e', 'production', '--context', '{'], 'not JSON'],
  [[], 'which environment?'],
])('evaluate with %j is refused with advice', async (words, advice) => {
  const { exit, stderr, stdout } = await halyard(['evaluate', 'child', ...words], { cwd: projectFolder(small) })
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  expect(stderr).toContain(advice)
})

test('an unknown flag is a problem with a suggestion', async () => {
  const answer = await halyard(['evaluate', 'chil', '-e', 'production'], { cwd: projectFolder(small) })
  expect(answer).toMatchObject({ exit: 1, stderr: expect.stringContaining('did you mean `child`?') })
})

test('keys new prints the key once and leaves only its hash in the file', async () => {
  const cwd = projectFolder(small)
  const { exit, stdout } = await halyard(['keys', 'new', 'production', '--kind', 'client'], { cwd })
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^halyard_production_cli_[0-9A-Za-z]{43}_[0-9a-f]{6}\n$/)
  const text = readFileSync(join(cwd, 'flags/all.yaml'), 'utf8')
  expect(text).not.toContain(stdout.trim())
  expect(text).toMatch(/kind: client, sha256: [0-9a-f]{64}/)
  expect((await halyard(['validate'], { cwd })).exit).toBe(0)
})

test('build gives the same bytes for the same commit in any folder, and nothing that was not committed', async () => {
  const made = [projectFolder(small), projectFolder(small)].map((cwd) => {
    const date = '2026-01-01T00:00:00Z'
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...words], { cwd, env })
    git('init', '-q')
    git('add', '.')
    git('commit', '-qm', 'flags')
    return cwd
  })
  const contents = []
  for (const cwd of made) {
    expect(await halyard(['build', '--out', 'snapshots'], { cwd })).toMatchObject({ exit: 0 })
    const names = readdirSync(join(cwd, 'snapshots')).sort()
    contents.push(names.map((name) => [name, readFileSync(join(cwd, 'snapshots', name), 'utf8')]))
  }
  expect(contents[0]).toEqual(contents[1])
  expect(contents[0]?.map(([name]) => name)).toEqual([
    'index.json',
    expect.stringMatching(/^production\.[0-9a-f]{64}\.json$/),
  ])
})

test('a command that is interrupted ends with 130', async () => {
  const stopping = new AbortController()
  const running = halyard(['evaluate', 'child', '-e', 'production'], {
    cwd: projectFolder(small),
    signal: stopping.signal,
  })
  stopping.abort()
  expect((await running).exit).toBe(130)
})
