import { afterEach, expect, test } from 'vitest'
import { audit } from '../../../compiler/commands/audit.ts'
import { auditTable } from '../../../compiler/commands/audit/table.ts'
import type { World } from '../../../compiler/commands/command.ts'
import { sync } from '../../../compiler/commands/sync.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const people = 'environments: { production: {} }\n'
const flag = (enabled: boolean) =>
  `flags: { tips: { description: Tips, owner: pay, enabled: ${enabled}, assignments: { production: everyone } } }\n`

function repository(): TestRepository {
  const one = TestRepository.make()
  made.push(one)
  one.commit(alice, { '.gitignore': '.halyard\n', 'flags/people.yaml': people, 'flags/tips.yaml': flag(false) })
  return one
}

const now = () => Date.parse('2026-06-01T00:00:00Z')

/** Runs a command in a folder; gives its exit code and what it said. */
async function run(cwd: string, work: (world: World) => Promise<number>) {
  const said = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({ colour: false, write: (text: string) => void (said[name] += text) })
  const signal = new AbortController().signal
  const exit = await work({ cwd, env: {}, stdout: sink('stdout'), stderr: sink('stderr'), signal, now })
  return { exit, ...said }
}

const none = {
  plan: undefined,
  expect: undefined,
  drift: undefined,
  'allow-rollback': undefined,
  'allow-diverged': undefined,
  'allow-mass-change': undefined,
  'allow-empty': undefined,
  'allow-removal': undefined,
  schema: undefined,
  format: undefined,
}

test('sync says what it did, reads the commit and not the disk, and audit tells the story', async () => {
  const git = repository()
  const doSync = (options = none) => run(git.folder, (world) => sync.run({ args: [], options }, world))
  expect((await doSync()).stdout).toMatch(/synced [0-9a-f]{7} to .halyard\/db: 1 environment created/)

  git.write({ 'flags/tips.yaml': flag(true), 'flags/new.yaml': flag(true) })
  const dirty = await doSync()
  expect(dirty.stderr).toMatch(/2 flag files are not committed; sync reads the commit at HEAD\n {2}flags\/tips.yaml/)
  expect(dirty.stdout).toMatch(/^[0-9a-f]{7}: already applied, nothing to do\n$/)

  git.write({ 'flags/new.yaml': undefined })
  const head = git.commit(bob)
  const json = JSON.parse((await doSync({ ...none, format: 'json' as never })).stdout) as { changes: unknown[] }
  expect(json.changes).toMatchObject([
    {
      action: 'update',
      table: 'feature_flags',
      key: ['tips'],
      fields: { is_enabled: [false, true] },
      actor: bob,
      commit: head,
    },
  ])
  const story = await run(git.folder, (world) =>
    audit.run({ args: ['tips'], options: { limit: undefined, schema: undefined, format: undefined } }, world),
  )
  expect(story.stdout).toMatch(/WHEN \(UTC\) +WHO +COMMIT +CHANGE\n/)
  expect(story.stdout).toMatch(new RegExp(`${bob} +${head.slice(0, 7)} +flag tips enabled is_enabled: off → on\n`))
})

test('a commit with an error is not synced', async () => {
  const git = repository()
  git.commit(bob, { 'flags/tips.yaml': 'flags: { tips: { dependsOn: [nowhere] } }\n' })
  const { exit, stderr, stdout } = await run(git.folder, (world) => sync.run({ args: [], options: none }, world))
  expect([exit, stdout]).toEqual([1, ''])
  expect(stderr).toContain('nowhere')
})

test.each([200, 80, 70, 40])('the table fits %i columns, and names cannot steer the terminal', (width) => {
  const entry = {
    id: '1',
    at: '2026-06-01T10:20:30.000Z',
    flag: 'tips\u001b[2J',
    entity: 'feature_flags',
    action: 'update',
    actor: 'Eve \u202e <eve@example.com>',
    databaseUser: 'x',
    commit: 'a'.repeat(40),
    run: null,
    origin: null,
    before: {},
    after: {},
    diff: { description: ['short', `long ${'word '.repeat(20)}`], is_enabled: [true, false] },
  } as const
  const table = auditTable([entry, entry], width)
  expect(table.split('\n').filter((line) => line.length > width)).toEqual([])
  expect(table).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  expect(table.replaceAll(/\s+/g, '')).toContain('is_enabled:on→off')
})
