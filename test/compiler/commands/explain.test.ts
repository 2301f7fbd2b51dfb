import { expect, test } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { alice as ann, bob as ben, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const flags = `environments: { production: {} }
users: { alice: {}, bob: {}, carol: {} }
groups:
  beta: { description: Early birds, members: [alice, bob] }
  eu: { description: By plan, groups: [beta], when: { plan: pro }, exclude: [carol] }
flags:
  base:
    description: The base
    owner: a
    assignments:
      production:
        - group: eu
  middle: { description: Between, owner: a, dependsOn: [base], assignments: { production: everyone } }
  child:
    description: Built on it
    owner: a
    dependsOn: [base, middle]
    assignments:
      production:
        - user: bob
          serve: off
        - when:
            country: [NL, DE]
            appVersion: { semverGreaterThanOrEquals: 2.3.0 }
        - everyone: true
          rollout: [{ at: 2026-01-01T00:00:00Z, percent: 0.001 }, { at: 2027-01-01T00:00:00Z, percent: 99.999 }]
  priced:
    description: Three prices
    owner: a
    type: string
    variants: { a: classic, b: bundles }
    off: a
    assignments: { production: [{ everyone: true, serve: { a: 50, b: 50 }, reason: An experiment }] }
`

const folder = () => projectFolder({ 'flags/all.yaml': flags })
const explain = async (cwd: string, ...words: string[]) => {
  const { exit, stdout, stderr } = await halyard(['explain', '-e', 'production', ...words], { cwd })
  return { exit, stderr, stdout, lines: stdout.split('\n').map((line) => line.trim()) }
}

test('explain says why each assignment did or did not admit, and where it is written', async () => {
  const context = '{"country":"FR","appVersion":"v2.4"}'
  const { exit, stdout, lines } = await explain(folder(), 'child', '-u', 'alice', '-c', context)
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^child = false \(off, DEFAULT\)\nfor alice in production at 2026-06-01T00:00:00Z\n/)
  for (const line of [
    '✗ assignment 1 of 3, for user bob: this is alice  flags/all.yaml:20:11',
    '✗ assignment 2 of 3, for everyone who meets its `when`: its `when` does not hold  flags/all.yaml:22:11',
    '✗ country must be one of NL or DE; it is FR  flags/all.yaml:23:13',
    '✗ appVersion must be version "2.3.0" or above; it is v2.4, which is not a version; `loose: true` would take it  flags/all.yaml:24:27',
    '· the bucket of targetingKey alice with the salt child',
    '→ no assignment admits this context: it serves off  flags/all.yaml:19:7',
  ])
    expect(lines).toContain(line)
  expect(stdout).toMatch(/bucket \d+\.\d{3} of 100 is not below 0\.001 {2}flags\/all\.yaml:26:20/)
  expect(stdout).toMatch(/the rollout takes it in at 2027-01-01T00:00:00Z, when it reaches 99\.999 %/)
  expect(stdout).toContain('\ndecided by  flags/all.yaml:19:7\n  19 |       production:\n     |       ^^^^^^^^^^\n')
})

test('what a parent serves is explained below it, once, and further in', async () => {
  const { stdout } = await explain(folder(), 'child', '-u', 'alice')
  const told = stdout.split('\n').slice(4, 13)
  expect(told).toEqual([
    '  ✓ depends on base, which must be active: it is, and serves on  flags/all.yaml:17:17',
    '      ✓ enabled, never expires',
    '      → assignment 1 of 1, for group eu: serves on  flags/all.yaml:12:11',
    '          ✓ in eu, which includes a group that holds alice  flags/all.yaml:5:3',
    '              ✓ alice is a member of beta  flags/all.yaml:4:47',
    '  ✓ depends on middle, which must be active: it is, and serves on  flags/all.yaml:17:23',
    '      ✓ enabled, never expires',
    '      ✓ depends on base, which must be active: it is, and serves on  flags/all.yaml:13:57',
    '          · base is explained above',
  ])
})

test('of a parent that blocks, the line at the end of the chain is the cause', async () => {
  const { stdout, lines } = await explain(folder(), 'middle', '-u', 'carol')
  expect(lines).toContain('→ depends on base, which must be active: it is not, and serves off  flags/all.yaml:13:57')
  expect(lines).toContain('✗ carol is excluded from eu  flags/all.yaml:5:78')
  expect(stdout).toContain('the cause is base: no assignment admits this context: it serves off  flags/all.yaml:11:7\n')
})

test('weights say which share the bucket falls to', async () => {
  const { stdout } = await explain(folder(), 'priced', '-u', 'q')
  expect(stdout).toMatch(
    /✓ bucket \d+\.\d{3} of 100 falls to (a, which has those from 0 up to 50|b, which has those from 50 up to 100)/,
  )
  expect(stdout).toContain('· reason: An experiment')
  const { lines } = await explain(folder(), 'priced')
  expect(lines[0]).toContain('priced')
  expect(lines.join('\n')).toContain('it goes by a share, and the context has no targeting key to go by')
})

test('as JSON, every step has its facts, its words and its place', async () => {
  const { stdout } = await explain(folder(), 'child', '-u', 'bob', '-c', '{"plan":"pro"}', '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    environment: 'production',
    at: '2026-06-01T00:00:00Z',
    context: { plan: 'pro', targetingKey: 'bob' },
    flag: 'child',
    decision: { key: 'child', value: false, reason: 'TARGETING_MATCH' },
    steps: [
      { step: 'stopped', decided: false },
      { step: 'expiry', decided: false },
      {
        step: 'dependency',
        parent: 'base',
        why: { flag: 'base', steps: [{}, {}, { groups: [{ group: 'eu', by: 'group' }] }] },
      },
      { step: 'dependency', parent: 'middle', why: { steps: [{}, {}, { parent: 'base', why: 'above' }, {}] } },
      { step: 'assignment', by: 'own', serves: 'off', decided: true, place: { line: 20, column: 11 } },
    ],
    decidedBy: { flag: 'child', place: { file: 'flags/all.yaml', line: 20 }, text: '- user: bob' },
  })
  const rolled = await explain(folder(), 'child', '-u', 'alice', '-c', '{"country":"FR"}', '--format', 'json')
  const { steps } = JSON.parse(rolled.stdout) as { steps: object[] }
  expect(steps.at(-3)).toMatchObject({
    outcome: 'condition',
    when: { kind: 'all', children: [{ attribute: 'country' }, { attribute: 'appVersion' }] },
    details: [
      { mark: 'no', place: { line: 23 } },
      { mark: 'no', words: expect.stringContaining('missing') },
    ],
  })
  expect(steps.at(-2)).toMatchObject({
    outcome: 'outside',
    salt: 'child',
    rollout: { key: 'alice', bucket: expect.any(Number), parts: 1, schedule: 'steps' },
  })
})

test('the commit and the author of the line that decided are named, or that nobody committed it yet', async () => {
  const repository = TestRepository.make()
  const cwd = repository.folder
  expect((await explain(repository.write({ 'flags/all.yaml': flags }).folder, 'base', '-u', 'bob')).lines).toContain(
    'not committed yet',
  )
  repository.commit(ann, { 'flags/all.yaml': flags })
  const commit = repository.commit(
    ben,
    { 'flags/all.yaml': flags.replace('- group: eu', '- group: beta') },
    'Beta only',
  )
  const blamed = await explain(cwd, 'base', '-u', 'bob')
  expect(blamed.stdout).toMatch(new RegExp(`${commit.slice(0, 10)} \\d{4}-\\d\\d-\\d\\d, ${ben}: Beta only\n$`))
  const json = await explain(cwd, 'base', '-u', 'bob', '--format', 'json')
  expect(JSON.parse(json.stdout)).toMatchObject({
    decidedBy: { author: { committed: true, commit, author: ben, subject: 'Beta only' } },
  })
  repository.write({ 'flags/all.yaml': flags.replace('- group: eu', '- groups: [beta]') })
  expect((await explain(cwd, 'base', '-u', 'bob')).lines).toContain('not committed yet')
})

test('in a clone without the history nobody is named who may be the wrong one', async () => {
  const repository = TestRepository.make()
  repository.commit(ann, { 'flags/all.yaml': flags })
  repository.commit(ben, { 'other.txt': 'later' })
  const clone = new TestRepository()
  clone.git('clone', '--quiet', '--depth=1', `file://${repository.folder}`, '.')
  const { lines } = await explain(clone.folder, 'base', '-u', 'bob')
  expect(lines.at(-2)).toMatch(/^committed before the history that this clone holds/)
})

test('an unknown flag is a problem with a suggestion', async () => {
  const { exit, stderr } = await explain(folder(), 'chidl')
  expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining('did you mean `child`?') })
})

test.each(['explain', 'evaluate', 'assess'])('%s answers a context with a slip in it, and says so', async (command) => {
  const declared = 'attributes: { country: { type: string }, plan: { type: string }, appVersion: { type: semver } }\n'
  const cwd = projectFolder({ 'flags/all.yaml': flags + declared })
  const words = [command, 'child', '-e', 'production', '-c', '{"Country":"NL","weather":"rain"}']
  const { exit, stderr } = await halyard([...words, ...(command === 'assess' ? [] : ['-u', 'alcie'])], { cwd })
  expect(exit).toBe(0)
  expect(stderr).toContain('note: there is no attribute `Country`\n  help: did you mean `country`?\n')
  expect(stderr.includes('did you mean `alice`?')).toBe(command !== 'assess')
  expect(stderr).not.toContain('weather')
})

test('what a context brings along cannot steer the terminal', async () => {
  const { stdout } = await explain(
    folder(),
    'base',
    '-c',
    JSON.stringify({ targetingKey: '\u001b[2J', plan: '\u202ex' }),
  )
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toContain('\u202e')
})
