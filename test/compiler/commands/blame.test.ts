import { afterEach, expect, test } from 'vitest'
import { blame } from '../../../compiler/commands/blame.ts'
import { alice, bob, carol, TestRepository } from '../../support/repository.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const now = () => Date.parse('2026-06-01T00:00:00Z')

async function run(git: TestRepository, key: string, options: { rev?: string; format?: string } = {}) {
  const said = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({ colour: false, write: (text: string) => void (said[name] += text) })
  const exit = await blame.run(
    { args: [key], options: { rev: options.rev, format: options.format } },
    {
      cwd: git.folder,
      env: { COLUMNS: '200' },
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      signal: new AbortController().signal,
      now,
    },
  )
  return { exit, ...said }
}

function repository(): TestRepository {
  const git = TestRepository.make()
  made.push(git)
  const file = (more: string, expires: string) => `flags:
  base: { owner: pay, description: Base }
  tips:
    description: Tips
    owner: pay
${more}    assignments:
      production:
        - user: ann
          serve: off
        - group: crew
          expires: ${expires}
`
  git.commit(alice, {
    '.gitignore': '.halyard\n',
    'flags/people.yaml': 'environments: { production: {} }\nusers: { ann: {} }\ngroups: { crew: { members: [ann] } }\n',
    'flags/tips.yaml': file('    tags: [money]\n', '2027-01-01T00:00:00Z'),
  })
  git.commit(bob, { 'flags/tips.yaml': file('    dependsOn: [base]\n', '2027-01-01T00:00:00Z') })
  git.commit(carol, { 'flags/tips.yaml': file('    dependsOn: [base]\n', '2028-01-01T00:00:00+01:00') })
  return git
}

const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/).slice(0, 3))

test('a table of every field that the files give, with who gave it', async () => {
  const git = repository()
  const { exit, stdout, stderr } = await run(git, 'tips')
  expect(rows(stdout)).toEqual([
    ['FIELD', 'VALUE', 'WHO'],
    ['exists', 'yes', alice],
    ['description', 'Tips', alice],
    ['owner', 'pay', alice],
    ['tags', 'none', bob],
    ['dependsOn', 'base', bob],
    ['production 1', 'user ann, serves off', alice],
    ['production 2', 'group crew', alice],
    ['production 2 expires', 'until 2027-12-31T23:00:00Z', carol],
  ])
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  expect(rows((await run(git, 'tips', { rev: 'HEAD~1' })).stdout)).toContainEqual([
    'production 2',
    'group crew, until 2027-01-01T00:00:00Z',
    alice,
  ])
})

test('what an assignment does not say any more is told with whoever took it away', async () => {
  const git = TestRepository.make()
  made.push(git)
  const file = (more: string) =>
    `environments: { dev: {} }\nflags: { tips: { owner: o, description: d, assignments: { dev: [{ everyone: true${more} }] } } }\n`
  git.commit(alice, { '.gitignore': '.halyard\n', 'flags/tips.yaml': file(', expires: 2027-01-01T00:00:00Z') })
  git.commit(bob, { 'flags/tips.yaml': file('') })
  expect(rows((await run(git, 'tips')).stdout).slice(-2)).toEqual([
    ['dev 1', 'everyone', alice],
    ['dev 1 expires', 'none', bob],
  ])
})

test('machines get the whole identity', async () => {
  const git = repository()
  const { stdout } = await run(git, 'tips', { format: 'json' })
  const { revision, fields } = JSON.parse(stdout) as { revision: string; fields: { label: string; author: unknown }[] }
  expect(revision).toBe(git.git('rev-parse', 'HEAD'))
  expect(fields.find(({ label }) => label === 'dependsOn')).toMatchObject({
    part: 'flag:tips',
    fields: ['dependsOn/base'],
    value: 'base',
    author: {
      actor: bob,
      rawAuthor: bob,
      committer: 'Merge Button <button@example.com>',
      coAuthors: [],
      commit: git.git('rev-parse', 'HEAD~1'),
      landed: null,
      reverts: null,
      contributors: [],
    },
  })
})

test('what is not committed is said, and not read', async () => {
  const git = repository()
  git.write({ 'flags/tips.yaml': 'flags: { tips: { owner: sea } }\n' })
  const { stdout, stderr } = await run(git, 'tips')
  expect(stderr).toMatch(/one flag file is not committed; blame reads the commit at HEAD/)
  expect(stdout).toMatch(/owner +pay/)
})

test('of a flag that was removed: who removed it, and when', async () => {
  const git = repository()
  const removed = git.commit(bob, { 'flags/tips.yaml': undefined }, 'Away with \u001b[2Jtips')
  const { exit, stdout } = await run(git, 'tips')
  expect(exit).toBe(0)
  expect(stdout).toMatch(
    /^tips is not in the flag files any more\nBob de Vries <bob@example.com> removed it on \d{4}-\d\d-\d\d with [0-9a-f]{7}\n {2}Away with \\u\{1b\}\[2Jtips\n$/,
  )
  expect(JSON.parse((await run(git, 'tips', { format: 'json' })).stdout)).toMatchObject({
    removed: { commit: removed },
  })
})

test('a flag that never was gets a suggestion', async () => {
  await expect(run(repository(), 'tip')).rejects.toMatchObject({ exit: 1, help: 'did you mean `tips`?' })
})
