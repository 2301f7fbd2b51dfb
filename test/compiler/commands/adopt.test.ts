import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../compiler/database/connect.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const noor = 'Noor Aziz <noor@tingeling.example>'

const unlock = `# Riding: whatever happens between a rider and a bicycle.

flags:
  one-tap-unlock: # the one in the talk
    description: 'Unlocks the bicycle in front of you'
    owner: riding

    enabled: false # until the firmware is out
    assignments:
      staging: everyone
      production: # the first that fits decides
        - user: joost   # he asked
          serve: off
        - group: ride-testers
          expires: 2027-07-01T00:00:00+02:00
`

const people = `environments: { staging: {}, production: { protected: true } }
users: { joost: {}, mara: {} }
groups:
  ride-testers: { members: [mara] }
`

let git: TestRepository

beforeAll(async () => {
  git = TestRepository.make()
  git.git('config', 'user.name', 'Release Desk')
  git.git('config', 'user.email', 'desk@example.com')
  git.commit(alice, {
    '.gitignore': '.halyard\n',
    'my flags/flags/people.yaml': people,
    'my flags/flags/riding/one-tap-unlock.yaml': unlock,
  })
  await run('sync')
})

afterAll(() => git.remove())

beforeEach(() => void git.git('checkout', '--quiet', 'main'))

const cwd = () => join(git.folder, 'my flags')
const run = (...words: string[]) => halyard(words, { cwd: cwd(), at: '2026-06-02T08:00:00Z' })

async function byHand(...statements: string[]): Promise<void> {
  const store = await openStore({ root: git.folder, env: {} })
  for (const statement of statements) await store.execute(statement)
  await store.close()
}

const changedLines = (range: string) =>
  git
    .git('diff', '--unified=0', range)
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line))

test('nothing was changed by hand, and adopt says so', async () => {
  const { exit, stdout } = await run('adopt')
  expect([exit, stdout]).toEqual([0, 'nothing was changed by hand in .halyard/db: there is nothing to adopt\n'])
})

test('what was switched on at night is a branch with one line of difference by whoever did it, and then it is synced', async () => {
  await byHand(
    `DO $$ DECLARE id bigint; BEGIN SELECT flag_id INTO id FROM feature_flags WHERE flag_name = 'one-tap-unlock'; CALL enable_flag(id, '${noor}'); END $$`,
  )
  git.write({ 'my flags/flags/people.yaml': `${people}# not committed\n` })
  const refused = await run('adopt')
  expect([refused.exit, refused.stderr]).toEqual([
    4,
    expect.stringMatching(/people.yaml is not committed[^]*--branch NAME/),
  ])

  const status = git.git('status', '--porcelain')
  const { exit, stdout } = await run('adopt', 'one-tap-unlock', '--branch', 'adopt/unlock')
  expect([exit, git.git('status', '--porcelain')]).toEqual([0, status])
  git.write({ 'my flags/flags/people.yaml': people })
  expect(stdout).toContain(
    '-    enabled: false # until the firmware is out\n+    enabled: true # until the firmware is out\n',
  )
  expect(stdout).toMatch(
    /is_enabled: off → on\n {4}by Noor Aziz <noor@tingeling.example>[^]*made the branch adopt\/unlock: 1 commit/,
  )

  expect(changedLines('main...adopt/unlock')).toEqual([
    '-    enabled: false # until the firmware is out',
    '+    enabled: true # until the firmware is out',
  ])
  const [subject, author, committer] = git
    .git('log', '-1', '--format=%s%n%an <%ae>%n%cn <%ce>', 'adopt/unlock')
    .split('\n')
  expect([subject, author, committer]).toEqual([
    'Adopt one-tap-unlock as changed by hand',
    noor,
    'Release Desk <desk@example.com>',
  ])
  git.git('fsck', '--strict')

  expect(await run('adopt', '--branch', 'adopt/unlock')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('already'),
  })
  git.git('merge', '--quiet', 'adopt/unlock')
  expect((await run('sync')).exit).toBe(0)
  expect((await run('adopt')).stdout).toContain('nothing was changed by hand')
})

test('two people are two commits in the order of time, and what has no place in the files is left and told', async () => {
  const as = (actor: string, sql: string) =>
    `BEGIN; SELECT set_config('halyard.actor', '${actor}', true); ${sql}; COMMIT`
  await byHand(
    as('Carol Smit <carol@example.com>', `UPDATE feature_flags SET description = 'By: hand'`),
    as(
      'x <y>',
      `INSERT INTO flag_assignments (flag_id, user_id, env_id, position)
         SELECT flag_id, user_id, env_id, 9 FROM feature_flags, users, environments WHERE user_key = 'mara' AND env_name = 'production'`,
    ),
    as(noor, `UPDATE environments SET position = 1 - position`),
  )
  const before = readFileSync(join(cwd(), 'flags/riding/one-tap-unlock.yaml'), 'utf8')
  const dry = await run('adopt', '--dry-run', '--format', 'json')
  expect(readFileSync(join(cwd(), 'flags/riding/one-tap-unlock.yaml'), 'utf8')).toBe(before)
  expect(JSON.parse(dry.stdout)).toMatchObject({
    how: 'dry-run',
    commits: [],
    adopted: { length: 2 },
    left: { length: 2 },
  })

  const { exit, stdout } = await run('adopt', '--commit')
  expect(exit).toBe(1)
  expect(stdout).toMatch(
    /left as it is in the database:\n[^]*because the order of environments is the order in which they are written/,
  )
  expect(git.git('log', '-2', '--reverse', '--format=%an <%ae>').split('\n')).toEqual([
    'Carol Smit <carol@example.com>',
    'Release Desk <desk@example.com>',
  ])
  expect(changedLines('HEAD~2..HEAD~1')).toEqual([
    `-    description: 'Unlocks the bicycle in front of you'`,
    `+    description: 'By: hand'`,
  ])
  expect(changedLines('HEAD~1..HEAD')).toEqual(['+        - user: mara'])
  expect(git.git('status', '--porcelain')).toBe('')
  const again = await run('adopt', '--dry-run', '--format', 'json')
  expect(JSON.parse(again.stdout)).toMatchObject({ adopted: [], left: { length: 2 } })
})

test.each([['--output=/tmp/x'], ['-x'], ['a..b'], ['HEAD'], ['x y'], ['a\u001b[2J']])(
  '%j is no name for a branch',
  async (name) => {
    const { exit, stderr } = await run('adopt', `--branch=${name}`)
    expect([exit, stderr]).toEqual([2, expect.stringContaining('a branch cannot be called')])
    expect(stderr).not.toContain('\u001b')
  },
)
