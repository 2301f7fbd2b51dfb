import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { cli } from '../../support/process.ts'
import { halyard } from '../../support/terminal.ts'

const environments = 'environments:\n  production: {}\n'
const late = `${environments}flags: { a: { description: d, owner: w, expires: 2020-01-01T00:00:00Z } }\n`

test('--quiet does not call warnings no problems, and still counts them', async () => {
  const cwd = projectFolder({ 'flags/a.yaml': late })
  const quiet = await halyard(['validate', '--quiet'], { cwd })
  expect(quiet).toMatchObject({ exit: 0, stdout: 'no errors: 1 file, 1 flag, 1 environment\n' })
  const none = await halyard(['validate', '--quiet', '--max-warnings', '0'], { cwd })
  expect(none).toMatchObject({ exit: 1, stderr: 'error: 1 warning, of 0 allowed\n' })
})

test('a folder without a flag file is said', async () => {
  const { exit, stderr } = await halyard(['validate'], { cwd: projectFolder({ 'flags/README.md': '' }) })
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'there are no flag files in `flags`\n' })
})

test('a circle of 1,500 flags is told with every place in JSON, with 1,000 in SARIF, and with a few to people', async () => {
  const flags = Array.from({ length: 1500 }, (_, n) => `  f${n}: { dependsOn: [f${(n + 1) % 1500}] }\n`)
  const cwd = projectFolder({ 'flags/a.yaml': `${environments}flags:\n${flags.join('')}` })
  const run = async (format: string) => (await halyard(['validate', '--quiet', '--format', format], { cwd })).stdout
  expect(JSON.parse(await run('json')).diagnostics[0].related).toHaveLength(1499)
  expect(JSON.parse(await run('sarif')).runs[0].results[0].relatedLocations).toHaveLength(1000)
  const shown = await run('pretty')
  expect(shown).toContain('and 1449 more places')
  expect(shown.split('\n').length).toBeLessThan(120)
})

test('keys new says what keeps an environment from being read', async () => {
  const cwd = projectFolder({ 'flags/a.yaml': 'environments:\n  production:\n' })
  const { exit, stderr } = await halyard(['keys', 'new', 'production', '--kind', 'server'], { cwd })
  expect(exit).toBe(1)
  expect(stderr).toContain('environment `production` has nothing in it')
})

test.each([['x'.repeat(201)], [''], ['two\nlines'], ['\u001b[31m']])('keys new refuses the name %j', async (name) => {
  const cwd = projectFolder({ 'flags/a.yaml': environments })
  const { exit, stdout } = await halyard(['keys', 'new', 'production', '--kind', 'server', '--name', name], { cwd })
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  expect(readFileSync(join(cwd, 'flags/a.yaml'), 'utf8')).toBe(environments)
})

test('keys new never writes more keys than an environment may have', async () => {
  const keys = `    - { kind: server, sha256: ${'a'.repeat(64)} }\n`.repeat(100)
  const cwd = projectFolder({ 'flags/a.yaml': `environments:\n  production:\n    keys:\n${keys}` })
  const { exit, stderr } = await halyard(['keys', 'new', 'production', '--kind', 'server'], { cwd })
  expect(exit).toBe(2)
  expect(stderr).toContain('production has 100 keys already')
})

test('without any environment, evaluate and keys say so', async () => {
  const cwd = projectFolder({ 'flags/a.yaml': 'users: {}\n' })
  for (const words of [['evaluate'], ['evaluate', '--env', 'x'], ['keys', 'new', 'x', '--kind', 'server']])
    expect((await halyard(words, { cwd })).stderr).toContain('there are no environments')
})

test('a targetingKey that is no text is refused, not ignored', async () => {
  const cwd = projectFolder({ 'flags/a.yaml': environments })
  const context = '{"targetingKey": 5}'
  const { exit, stderr } = await halyard(['evaluate', '--env', 'production', '--context', context], { cwd })
  expect(exit).toBe(2)
  expect(stderr).toContain('--context has a `targetingKey` that is not text')
})

test('a linked folder of flags is an error, on disk and in a commit', async () => {
  const repository = TestRepository.make()
  const { folder } = repository
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  repository.write({ 'flags/a.yaml': environments })
  symlinkSync('../elsewhere', join(folder, 'flags/more'))
  repository.commit(alice)
  const told = '`flags/more` is a symbolic link'
  expect((await halyard(['validate'], { cwd: folder })).stdout).toContain(told)
  const sync = await halyard(['plan'], { cwd: folder })
  expect(sync.exit).toBe(1)
  expect(sync.stderr).toContain(told)
})

test('a single file is compiled from a commit as it is from disk', async () => {
  const repository = TestRepository.make()
  const { folder } = repository
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  repository.commit(alice, { 'flags/a.yaml': `${environments}flags: { a-flag: { description: d, owner: w } }\n` })
  const { exit, stdout } = await halyard(['plan', 'flags/a.yaml'], { cwd: folder })
  expect(exit).toBe(0)
  expect(stdout).toContain('a-flag')
})

test.skipIf(!existsSync('/dev/full'))('a full disk is said in one line', () => {
  const cwd = projectFolder({ 'flags/a.yaml': environments })
  const full = openSync('/dev/full', 'w')
  const run = spawnSync(process.execPath, [cli, 'validate'], { cwd, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] })
  closeSync(full)
  expect(run.stderr).toMatch(/^error: the output cannot be written: .*ENOSPC.*\n$/)
  expect(run.status).toBe(1)
})
