import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCommands } from '../../../compiler/commands/index.ts'
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
  for (const { name, options } of await loadCommands()) {
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

test('keys new prints the key once and leaves only its hash in the file', async () => {
  const cwd = projectFolder(small)
  const { exit, stdout } = await halyard(['keys', 'new', 'production', '--kind', 'client'], { cwd })
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^halyard_production_cli_[0-9A-Za-z]{43}_[0-9a-f]{6}\n$/)
  const text = readFileSync(join(cwd, 'flags/all.yaml'), 'utf8')
  expect(text).not.toContain(stdout.trim())
  expect(text).toMatch(/kind: client,?\s+sha256: [0-9a-f]{64}/)
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
  const names = contents[0]?.map(([name]) => name?.replace(/[0-9a-f]{64}/, 'SHA256'))
  expect(names?.toSorted()).toEqual(['index.json', 'production.SHA256.board.json', 'production.SHA256.snapshot'])
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
