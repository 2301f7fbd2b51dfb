import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../compiler/database/connect.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { top } from '../../support/repository-flags.ts'
import { serverAddress, stores } from '../../support/store.ts'
import { halyard } from '../../support/terminal.ts'

const small = 'environments: { production: {} }\nflags: { a: { description: d, owner: o, assignments: {} } }\n'

function repository(files: Readonly<Record<string, string>>): TestRepository {
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  git.commit(alice, files)
  return git
}

/** Every file below a folder by its name, as text. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
}

function snapshotsIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(contents(folder)).filter(([name]) => name.endsWith('.snapshot')))
}

describe.each(stores())('build --from database, on $kind', ({ kind }) => {
  const address = async (migrated: boolean): Promise<Record<string, string>> =>
    kind === 'Postgres' ? { DATABASE_URL: (await serverAddress({ migrated })) ?? '' } : {}

  test('writes the bytes that build writes at the commit synced last', async () => {
    const [git, env] = [repository({}), await address(true)]
    cpSync(join(top, 'flags'), join(git.folder, 'flags'), { recursive: true })
    git.commit(alice)
    const run = (...words: string[]) => halyard(words, { cwd: git.folder, env, at: '2026-11-23T12:00:00Z' })
    expect(await run('sync')).toMatchObject({ exit: 0 })
    expect(await run('build', '--out', 'from-git')).toMatchObject({ exit: 0 })
    git.write({ 'flags/broken.yaml': 'flags: [' }) // what lies on disk does not count
    expect(await run('build', '--from', 'database', '--out', 'from-database')).toMatchObject({ exit: 0, stderr: '' })
    const [written, before] = ['from-database', 'from-git'].map((folder) => snapshotsIn(join(git.folder, folder)))
    expect(Object.keys(written ?? {})).toHaveLength(3)
    expect(written).toEqual(before)
    expect(readFileSync(join(git.folder, 'from-database/index.json'), 'utf8')).not.toContain('board')
  })

  test('refuses when nothing was synced, and makes nothing', async () => {
    const [git, env] = [repository({ 'flags/a.yaml': small }), await address(false)]
    const built = await halyard(['build', '--from', 'database'], { cwd: git.folder, env })
    expect(built.exit).toBe(4)
    expect(built.stderr).toMatch(/nothing was synced to .* yet[^]*run `halyard sync` first/)
    expect(existsSync(join(git.folder, '.halyard'))).toBe(false)
  })

  test('says what was changed by hand since, and builds it as it is', async () => {
    const [git, env] = [repository({ 'flags/a.yaml': small }), await address(true)]
    await halyard(['sync'], { cwd: git.folder, env })
    const store = await openStore({ root: git.folder, env })
    await store.execute(`UPDATE feature_flags SET is_client = true`)
    await store.close()
    const build = ['build', '--from', 'database', '--out', 'out']
    const { exit, stderr } = await halyard(build, { cwd: git.folder, env })
    expect(exit).toBe(0)
    expect(stderr).toMatch(
      /^note: .* was changed outside of git since [0-9a-f]{7}; the snapshots say what it says now\n$/,
    )
    await halyard(['build', '--out', 'from-git'], { cwd: git.folder })
    const [ours, theirs] = ['out', 'from-git'].map((folder) => Object.keys(contents(join(git.folder, folder))))
    expect(ours).not.toEqual(theirs)
  })
})

test('with a server to ask, no checkout is needed', async () => {
  const url = await serverAddress()
  const git = repository({ 'flags/a.yaml': small })
  const env: Record<string, string> = url === undefined ? {} : { DATABASE_URL: url }
  await halyard(['sync'], { cwd: git.folder, env })
  const elsewhere = mkdtempSync(join(tmpdir(), 'halyard-'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
  const { exit } = await halyard(['build', '--from', 'database', '--out', '.'], { cwd: elsewhere, env })
  expect(exit).toBe(url === undefined ? 2 : 0)
})

test.each([
  [['--from', 'elsewhere'], '`--from` wants `git` or `database`, not `elsewhere`'],
  [['--from', 'database', '--worktree'], '`--worktree` and `--from database` exclude each other'],
])('build %j is refused', async (words, told) => {
  const { exit, stderr } = await halyard(['build', ...words], { cwd: top })
  expect({ exit, told: stderr.includes(told) }).toEqual({ exit: 2, told: true })
})

test('a folder that cannot be made is said by build and by site', async () => {
  const git = repository({ 'flags/a.yaml': small })
  for (const command of ['build', 'site']) {
    const refused = await halyard([command, '--out', 'flags/a.yaml/out'], { cwd: git.folder })
    expect(refused).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(
        /^error: `flags\/a.yaml\/out` cannot be written: [^]*help: give a folder/,
      ) as string,
    })
  }
  const file = await halyard(['site', '--out', 'flags/a.yaml'], { cwd: git.folder })
  expect(file).toMatchObject({ exit: 4, stderr: expect.stringContaining('holds something that is no site') as string })
})
