import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type NewCommit, makeBranch } from '../../../compiler/git/branch.ts'
import { commitFiles } from '../../../compiler/git/commit-files.ts'
import { committerOf, personIn } from '../../../compiler/git/person.ts'
import { openRepository } from '../../../compiler/git/repository.ts'
import { alice, TestRepository } from '../../support/repository.ts'

function repository(): TestRepository {
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  return git
}

const desk = { name: 'Release Desk', email: 'desk@example.com' }
const at = Date.parse('2026-06-01T03:00:00Z')

function commitOf(files: Record<string, string | undefined>, author = desk): NewCommit {
  return { author, at, message: 'Adopt\n\nbody\n', files: new Map(Object.entries(files)) }
}

async function branch(git: TestRepository, name: string, ...commits: NewCommit[]): Promise<string[]> {
  const opened = await openRepository(git.folder)
  return makeBranch(opened, name, git.git('rev-parse', 'HEAD'), commits, { committer: desk, now: at })
}

test('a branch differs in its files alone, whatever lies beside them', async () => {
  const git = repository()
  git.write({
    'a/run.yaml': 'x: 1\n',
    'a/b/c.yaml': '1\n',
    'a.b': '',
    'a-b': '',
    'a b/ü.yaml': 'old\n',
    'gone/only.yaml': '',
  })
  chmodSync(join(git.folder, 'a/run.yaml'), 0o755)
  symlinkSync('a', join(git.folder, 'link'))
  writeFileSync(Buffer.concat([Buffer.from(`${git.folder}/a/`), Buffer.from([0xff, 0xfe])]), 'not UTF-8')
  git.commit(alice)
  git.write({ 'staged.txt': 'x' })
  git.git('add', 'staged.txt')
  const before = git.git('status', '--porcelain')
  const first = commitOf({
    'a/run.yaml': 'x: 2\r\n',
    'a b/ü.yaml': 'new\n',
    'new/deep/d.yaml': '',
    'gone/only.yaml': undefined,
  })
  const made = await branch(git, 'topic/one', first, commitOf({ 'a/b/c.yaml': '2\n' }))
  expect(
    git
      .git('-c', 'core.quotePath=false', 'diff', '--name-status', '--no-renames', 'main', made[0] ?? '')
      .split('\n')
      .sort(),
  ).toEqual(['A\tnew/deep/d.yaml', 'D\tgone/only.yaml', 'M\ta b/ü.yaml', 'M\ta/run.yaml'])
  expect(git.git('diff', '--name-status', made[0] ?? '', 'topic/one')).toBe('M\ta/b/c.yaml')
  expect(git.git('ls-tree', '-r', 'topic/one', '--', 'a/run.yaml', 'link').replaceAll(/ [0-9a-f]{40}/g, '')).toBe(
    '100755 blob\ta/run.yaml\n120000 blob\tlink',
  )
  expect(git.git('cat-file', 'blob', 'topic/one:a/run.yaml')).toBe('x: 2')
  git.git('fsck', '--strict')
  expect([git.git('status', '--porcelain'), git.git('rev-parse', '--abbrev-ref', 'HEAD')]).toEqual([before, 'main'])
})

test('a branch that is there stays what it is', async () => {
  const git = repository()
  const first = git.commit(alice, { 'a.yaml': '1' })
  git.git('branch', 'topic')
  await expect(branch(git, 'topic', commitOf({ 'a.yaml': '2' }))).rejects.toThrow('there is a branch `topic` already')
  await expect(branch(git, 'topic/inner', commitOf({ 'a.yaml': '2' }))).rejects.toThrow(
    /git did not make the branch topic\/inner: /,
  )
  expect(git.git('rev-parse', 'topic')).toBe(first)
})

test.each([
  ['Noor Aziz <noor@example.com>', { name: 'Noor Aziz', email: 'noor@example.com' }],
  ['  Noor   <noor@example.com>  ', { name: 'Noor', email: 'noor@example.com' }],
  ['Eve\n <eve@example.com>', { name: 'Eve', email: 'eve@example.com' }],
  ['Eve\u202e\u0000x <eve@example.com>', { name: 'Eve  x', email: 'eve@example.com' }],
  ['Eve <eve@example.com>\nauthor Mallory <m@example.com>', undefined],
  ['Eve <a@b> <c@d>', undefined],
  ['. <a@b>', undefined],
  ['postgres', undefined],
  ['Eve <eve>', undefined],
  [`${'x'.repeat(300)} <eve@example.com>`, undefined],
  ['\ud800 <eve@example.com>', { name: '\ufffd', email: 'eve@example.com' }],
])('%j is or is not the author of a commit', async (actor, person) => {
  expect(personIn(actor)).toEqual(person)
  if (!person) return
  const git = repository()
  git.commit(alice, { 'a.yaml': '1' })
  await branch(git, 'topic', commitOf({ 'a.yaml': '2' }, person))
  expect(git.git('log', '-1', '--format=%an|%ae|%cn', 'topic')).toBe(`${person.name}|${person.email}|Release Desk`)
  git.git('fsck', '--strict')
})

test('a commit holds these files and nothing else that is staged, and its hooks run', async () => {
  const git = repository()
  git.git('config', 'user.name', 'Somebody Else')
  git.git('config', 'user.email', 'else@example.com')
  git.commit(alice, { '-a b.yaml': '1', 'c.yaml': '1', 'other.txt': '1' })
  git.write({ 'other.txt': '2' }).git('add', 'other.txt')
  const opened = await openRepository(git.folder)
  const env = { GIT_COMMITTER_NAME: desk.name, GIT_COMMITTER_EMAIL: desk.email }
  const author = { name: 'Noor Aziz', email: 'noor@example.com' }
  const made = await commitFiles(
    opened,
    [commitOf({ '-a b.yaml': '2', 'new/d.yaml': '1', 'c.yaml': undefined }, author)],
    env,
  )
  expect(made).toEqual([git.git('rev-parse', 'HEAD')])
  expect(
    git.git('show', '--format=%an %ad %cn', '--date=iso', '--name-status', '--no-renames', 'HEAD').split('\n'),
  ).toEqual(['Noor Aziz 2026-06-01 03:00:00 +0000 Release Desk', '', 'M\t-a b.yaml', 'D\tc.yaml', 'A\tnew/d.yaml'])
  expect(git.git('status', '--porcelain')).toBe('M  other.txt')

  writeFileSync(join(git.folder, '.git/hooks/pre-commit'), '#!/bin/sh\necho "no \\033[2J, not today" >&2\nexit 1\n', {
    mode: 0o755,
  })
  await expect(commitFiles(opened, [commitOf({ 'new/d.yaml': '2' })], env)).rejects.toThrow(
    'git did not commit: no \\u{1b}[2J, not today',
  )
  expect([git.git('rev-parse', 'HEAD'), readFileSync(join(git.folder, 'new/d.yaml'), 'utf8')]).toEqual([made[0], '2'])
})

test('git says who commits, unless the surroundings do; when it does not know, nobody does', async () => {
  const git = repository()
  git.git('config', 'user.useConfigOnly', 'true')
  git.git('config', 'user.name', '')
  const opened = await openRepository(git.folder)
  await expect(committerOf(opened, {})).rejects.toThrow('git does not know who you are')
  expect(await committerOf(opened, { GIT_COMMITTER_NAME: 'A B', GIT_COMMITTER_EMAIL: 'a@b' })).toEqual({
    name: 'A B',
    email: 'a@b',
  })
})
