import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../support/project.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

/** No identity and no settings of the machine: what a bare machine has. */
beforeEach(() => {
  vi.stubEnv('HOME', '/nonexistent')
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1')
})
afterEach(() => vi.unstubAllEnvs())

function repository(): TestRepository {
  const made = TestRepository.make()
  onTestFinished(() => made.remove())
  return made
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8')

/** JSON after its comments are taken out; every comment stands on a line of its own. */
const jsonc = (text: string): unknown => JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''))

test('what init writes compiles without a diagnostic, is committed, syncs and builds', async () => {
  const cwd = projectFolder({ 'package-lock.json': '{}\n' })
  const { exit, stderr } = await halyard(['init'], { cwd })
  expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining('made a git repository') })
  const checked = await halyard(['validate', '--format', 'json'], { cwd })
  expect(JSON.parse(checked.stdout)).toMatchObject({ diagnostics: [] })
  expect(await halyard(['build', '--out', 'snapshots'], { cwd })).toMatchObject({ exit: 0, stderr: '' })
  const committed = new TestRepository(cwd).git('ls-tree', '-r', '--name-only', 'HEAD').split('\n')
  expect(new TestRepository(cwd).git('log', '--format=%an <%ae>')).toBe('Halyard <init@halyard.invalid>')
  expect(committed).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'flags/people.yaml']))
})

test('what init writes answers as its tests say, and they notice most of what could be changed', async () => {
  const cwd = projectFolder({})
  await halyard(['init', '--no-git'], { cwd })
  const { exit, stdout } = await halyard(['test', '--mutate', '--format', 'json'], { cwd })
  const { mutation } = JSON.parse(stdout) as { mutation: { score: number } }
  expect(exit).toBe(0)
  expect(mutation.score).toBeGreaterThan(95)
})

test('the first flag has a condition and a rollout to try', async () => {
  const cwd = projectFolder({})
  await halyard(['init', '--no-git'], { cwd })
  const context = ['--context', '{"country": "NL", "appVersion": "2.3.0"}']
  const { stdout } = await halyard(['assess', 'new-checkout', '-e', 'production', ...context], { cwd })
  expect(stdout).toMatch(/^ {2}on +10 % /m)
})

test('no file that is there is written over, and flags of somebody are not mixed with examples', async () => {
  const own = 'environments: { production: {} }\n'
  const cwd = projectFolder({ 'flags/own.yml': own, 'wrangler.jsonc': '{}', 'package.json': '{ "name": "mine" }' })
  const { stdout } = await halyard(['init', '--no-git'], { cwd })
  expect(stdout).toContain('kept   wrangler.jsonc')
  expect(read(cwd, 'wrangler.jsonc')).toBe('{}')
  expect(read(cwd, 'package.json')).toBe('{ "name": "mine" }')
  expect(read(cwd, 'flags/own.yml')).toBe(own)
  expect(existsSync(join(cwd, 'flags/environments.yaml'))).toBe(false)
  expect(existsSync(join(cwd, '.git'))).toBe(false)
  expect(await halyard(['validate'], { cwd })).toMatchObject({ exit: 0 })
})

test('.gitignore is appended to once', async () => {
  const cwd = projectFolder({ '.gitignore': 'node_modules\n*.log' })
  await halyard(['init', '--no-git'], { cwd })
  expect(read(cwd, '.gitignore')).toBe('node_modules\n*.log\n.halyard/\n.wrangler/\n')
  const again = await halyard(['init', '--no-git'], { cwd })
  expect(again.stdout).not.toContain('wrote')
  expect(read(cwd, '.gitignore')).toBe('node_modules\n*.log\n.halyard/\n.wrangler/\n')
})

test('in a repository with history nothing is committed', async () => {
  const own = repository()
  const head = own.commit(alice, { 'package.json': '{}' })
  const { stderr } = await halyard(['init'], { cwd: own.folder })
  expect(stderr).toContain('commit these files')
  expect(own.git('rev-parse', 'HEAD')).toBe(head)
  expect(own.git('diff', '--cached', '--name-only')).toBe('')
})

test('files that git is told to ignore are left out of the first commit', async () => {
  const own = repository().write({ '.gitignore': '.vscode\n' })
  const { stderr } = await halyard(['init'], { cwd: own.folder })
  expect(stderr).toMatch(/^committed \d+ files/)
  expect(own.git('ls-files')).not.toContain('.vscode')
})

test('when git refuses the commit, the files stay and the reason is said', async () => {
  const own = repository()
  own.git('config', 'commit.gpgSign', 'true')
  own.git('config', 'gpg.program', 'false')
  const { exit, stderr } = await halyard(['init'], { cwd: own.folder })
  expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining('git did not commit them: ') })
  expect(existsSync(join(own.folder, 'flags/environments.yaml'))).toBe(true)
})

test('the editor settings and the Worker configuration can be read, and name what the package has', async () => {
  const cwd = projectFolder({})
  await halyard(['init', '--no-git'], { cwd })
  expect(jsonc(read(cwd, 'wrangler.jsonc'))).toMatchObject({
    main: 'node_modules/halyard/dist/worker/index.js',
    kv_namespaces: [{ binding: 'SNAPSHOTS', id: expect.stringMatching(/^0{32}$/) }],
  })
  expect(jsonc(read(cwd, '.vscode/settings.json'))).toEqual({
    'yaml.schemas': {
      './node_modules/halyard/dist/schema/input/flags.schema.json': expect.arrayContaining(['!flags/**/*.test.yaml']),
      './node_modules/halyard/dist/schema/input/tests.schema.json': ['flags/**/*.test.yaml', 'flags/**/*.test.yml'],
    },
  })
  expect(jsonc(read(cwd, 'package.json'))).toMatchObject({ devDependencies: { halyard: expect.any(String) } })
})

test('in a folder inside a repository, paths lead to where the package is, and the workflow to the top', async () => {
  const own = repository()
  own.commit(alice, { 'package.json': '{}' })
  const folder = join(own.folder, "team's flags/web")
  const { stderr } = await halyard(['init', folder], { cwd: own.folder })
  expect(stderr).toContain(`cd 'team'\\''s flags/web'\n`)
  expect(existsSync(join(folder, 'package.json'))).toBe(false)
  expect(read(folder, 'wrangler.jsonc')).toContain('"main": "../../node_modules/halyard/dist/worker/index.js"')
  expect(read(folder, 'flags/checkout/new-checkout.yaml')).toContain('$schema=../../../../node_modules/halyard/')
  const { jobs } = parse(read(own.folder, '.github/workflows/flags.yml')) as { jobs: Record<string, unknown> }
  const places = [...JSON.stringify(jobs['pull-request']).matchAll(/"working-directory":("[^"]*")/g)].map(([, path]) =>
    JSON.parse(path ?? '""'),
  )
  expect(new Set(places)).toEqual(new Set(['base/', 'head', "head/team's flags/web/"]))
  expect(await halyard(['validate'], { cwd: folder })).toMatchObject({ exit: 0 })
})

test('a file where the folder should be is wrong use, not a bug', async () => {
  const cwd = projectFolder({ taken: '' })
  for (const folder of ['taken', 'taken/inside'])
    expect(await halyard(['init', folder], { cwd })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('a file stands'),
    })
})

test('the files of CI are those that were asked for', async () => {
  const written = async (...words: string[]) => {
    const cwd = projectFolder({})
    const { exit, stdout } = await halyard(['init', '--no-git', ...words], { cwd })
    return { exit, files: [...stdout.matchAll(/wrote {2}(\.git(?:hub|lab).*)/g)].map(([, path]) => path) }
  }
  const github = ['.github/workflows/flags.yml', '.github/workflows/flags-comment.yml']
  expect(await written()).toEqual({ exit: 0, files: github })
  expect(await written('--ci', 'github')).toEqual({ exit: 0, files: github })
  expect(await written('--ci', 'gitlab')).toEqual({ exit: 0, files: ['.gitlab-ci.yml', '.gitlab/flags.yml'] })
  expect(await written('--ci', 'none')).toEqual({ exit: 0, files: [] })
  expect(await written('--ci', 'jenkins')).toEqual({ exit: 2, files: [] })
})
