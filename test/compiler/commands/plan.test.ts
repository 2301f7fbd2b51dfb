import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../../compiler/database/connect.ts'
import { alice, bob, carol, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const people = `environments: { staging: {}, production: { protected: true } }
users: { ann: {}, ben: {}, cas: {} }
groups: { beta: { members: [ann] } }
`
const tips = (fields = '', rollout = 10) => `flags:
  tips:
    description: Tips
    owner: web
${fields}    assignments:
      production:
        - group: beta
        - everyone: true
          rollout: ${rollout}
`

let git: TestRepository

beforeEach(() => {
  git = TestRepository.make()
  git.commit(alice, { '.gitignore': '.halyard\n*.json\n', 'flags/people.yaml': people, 'flags/tips.yaml': tips() })
})
afterEach(() => git.remove())

const run = (...words: string[]) => halyard(words, { cwd: git.folder, at: '2026-06-01T00:00:00Z' })
const file = () => join(git.folder, 'plan.json')

async function byHand(...statements: string[]): Promise<void> {
  const store = await openStore({ root: git.folder, env: {} })
  for (const statement of statements) await store.execute(statement)
  await store.close()
}

describe('a saved plan', () => {
  test('is applied as it was looked at, also to a database that is not there yet', async () => {
    const planned = await run('plan', '--out', 'plan.json')
    expect(planned.stdout).toMatch(/\+ flag tips {2}flags\/tips\.yaml:2:3 {2}Alice Janssen[^]*checksum [0-9a-f]{64}\n$/)
    git.commit(bob, { 'flags/tips.yaml': tips('    tags: [late]\n') })
    const synced = await run('sync', '--plan', 'plan.json', '--format', 'json')
    const { checksum } = JSON.parse(readFileSync(file(), 'utf8')) as { checksum: string }
    expect(JSON.parse(synced.stdout)).toMatchObject({ checksum, changes: { length: 10 } })
    expect((await run('plan', '--exit-code')).exit).toBe(3)
  })

  test('that was edited, cut off or is of two commits is refused, and nothing is written', async () => {
    await run('plan', '--out', 'plan.json')
    const text = readFileSync(file(), 'utf8')
    for (const other of [text.replace('"owner": "web"', '"owner": "mallory"'), text.slice(0, -20), '[]', '{}']) {
      writeFileSync(file(), other)
      const { exit, stderr } = await run('sync', '--plan', 'plan.json')
      expect([exit, stderr]).toEqual([4, expect.stringContaining('plan.json was edited or is cut off')])
    }
    git.commit(bob, { 'flags/tips.yaml': tips('    tags: [x]\n') })
    await run('plan', '--base', 'HEAD~1', '--out', 'plan.json')
    expect((await run('sync', '--plan', 'plan.json')).stderr).toContain('what one commit changes against another')
    expect((await run('plan')).stdout).toContain('+ flag tips')
  })

  test('is stale when somebody synced or wrote to the database meanwhile', async () => {
    await run('sync')
    git.commit(bob, { 'flags/tips.yaml': tips('    tags: [x]\n') })
    const { stdout } = await run('plan', '--format', 'json', '--out', 'plan.json')
    const { checksum } = JSON.parse(stdout) as { checksum: string }
    const other = git.git('rev-parse', 'HEAD')
    git.commit(carol, { 'README.md': 'nothing about flags' })
    await run('sync')
    const late = await run('sync', '--plan', 'plan.json')
    expect([late.exit, late.stderr]).toEqual([4, expect.stringContaining('--allow-rollback')])
    git.git('reset', '--quiet', '--hard', other)
    const stale = await run('sync', '--expect', checksum, '--allow-rollback')
    expect([stale.exit, stale.stderr]).toEqual([
      4,
      expect.stringContaining(`no longer the plan ${checksum.slice(0, 12)}`),
    ])
  })
})

describe('between two commits', () => {
  test('only what the branch changed counts, whatever was merged meanwhile, and no database is asked', async () => {
    git.git('checkout', '--quiet', '-b', 'branch')
    git.commit(bob, { 'flags/people.yaml': people.replace('[ann]', '[ann, ben]') })
    git.git('checkout', '--quiet', 'main')
    git.commit(carol, { 'flags/tips.yaml': tips('    tags: [main]\n') })
    const { stdout, exit } = await run('plan', '--base', 'main', '--head', 'branch', '--exit-code')
    expect(exit).toBe(3)
    expect(stdout).toContain('+ member ben  Bob de Vries')
    expect(stdout).toContain('tips: 1 user gains it (ben)')
    expect(stdout).not.toContain('tags')
  })

  test('a name that looks like an option is only ever a name', async () => {
    const { exit, stderr } = await run('plan', '--base=--output=pwned')
    expect([exit, stderr]).toEqual([2, expect.stringContaining('git knows no commit `--output=pwned`')])
  })

  test('a smaller share in a protected environment needs a reason, in git and nowhere else', async () => {
    await run('sync')
    git.commit(bob, { 'flags/tips.yaml': tips('', 5) })
    const refused = await run('plan', '--base', 'HEAD~1')
    expect([refused.exit, refused.stdout]).toEqual([
      4,
      expect.stringContaining(
        'rollout 10 → 5 %: 50 % of those who have it lose it (if this is meant, say why in the flag',
      ),
    ])
    const sync = await run('sync', '--allow-mass-change', '--allow-removal')
    expect([sync.exit, sync.stderr]).toEqual([4, expect.stringContaining('`rebucket: <why>`')])
    git.commit(bob, { 'flags/tips.yaml': tips('    rebucket: Half of them is enough for the trial.\n', 5) })
    expect((await run('plan', '--base', 'HEAD~2')).stdout).toContain(
      '(rebucket: Half of them is enough for the trial.)',
    )
    expect((await run('sync')).exit).toBe(0)
  })

  test('a changed .mailmap is pointed at', async () => {
    git.commit(bob, { '.mailmap': 'Somebody Else <else@example.com> <alice@example.com>\n' })
    expect((await run('plan', '--base', 'HEAD~1')).stdout).toContain('.mailmap has changed')
  })
})

describe('what was changed by hand', () => {
  beforeEach(async () => {
    await run('sync')
    await byHand(`UPDATE feature_flags SET owner = 'night shift'`)
  })

  test('is listed with who did it, kept by a sync, and told again each time', async () => {
    const drift = await run('drift')
    expect([drift.exit, drift.stdout]).toEqual([
      3,
      expect.stringMatching(/~ flag tips\n {4}owner: web → night shift\n {4}by /),
    ])
    git.commit(bob, { 'flags/tips.yaml': tips('    tags: [x]\n') })
    for (const said of ['1 flag updated', 'already applied, nothing to do']) {
      const { exit, stdout, stderr } = await run('sync')
      expect([exit, stdout]).toEqual([0, expect.stringContaining(said)])
      expect(stderr).toContain('one row was changed outside of git, and left so')
    }
    expect((await run('plan')).stdout).toContain(
      'changed outside of git, and kept:\n  flag tips: owner: web → night shift',
    )
    expect((await run('sync', '--drift=fail')).exit).toBe(3)
    expect((await run('sync', '--drift=overwrite')).stdout).toContain('explained by no commit')
    expect((await run('drift')).exit).toBe(0)
  })

  test('is a conflict when git changed the same, until somebody decides', async () => {
    git.commit(bob, { 'flags/tips.yaml': tips().replace('owner: web', 'owner: growth') })
    expect((await run('plan')).exit).toBe(4)
    const sync = await run('sync')
    expect([sync.exit, sync.stderr]).toEqual([
      4,
      expect.stringContaining('changed the same:\n  flag tips: owner: web → night shift'),
    ])
    expect((await run('sync', '--drift', 'overwrite')).exit).toBe(0)
  })
})
