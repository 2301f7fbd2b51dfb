import { expect, test } from 'vitest'
import { readIdentities } from '../../../compiler/git/identity.ts'
import { isMailmapChanged } from '../../../compiler/git/mailmap.ts'
import { openRepository } from '../../../compiler/git/repository.ts'
import { alice, bob, carol, fresh, type TestRepository } from '../../support/repository.ts'

async function identityOf(git: TestRepository, commit: string) {
  const repository = await openRepository(git.folder)
  return (await readIdentities(repository, git.git('rev-parse', 'HEAD'), [commit])).get(commit)
}

test('a commit tells its times, and a time that is none is 0', async () => {
  const git = fresh()
  git.write({ a: 'a' }).git('add', '--all')
  git.git('commit', '--quiet', '--message', 'x', '--date', '2026-01-02T03:04:05+01:00')
  const first = git.git('rev-parse', 'HEAD')
  expect((await identityOf(git, first))?.authoredAt).toBe(Date.parse('2026-01-02T02:04:05Z'))
  const forged = `tree ${git.git('write-tree')}\nauthor A <a> 99999999999999999999 +0000\ncommitter B <b> x\n\nno time\n`
  const odd = git.feed(forged, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin')
  git.git('update-ref', 'HEAD', odd)
  const identity = await identityOf(git, odd)
  expect(Number.isFinite(identity?.authoredAt)).toBe(true)
  expect(identity).toMatchObject({ committedAt: 0, committer: 'B <b>' })
})

test('a subject is one line, visible and short; a trailer is, too', async () => {
  const git = fresh()
  const message = `\u001b]8;;http://x\u0007${'long '.repeat(100)}\n\nCo-authored-by: Eve\u202e <e>\nCo-authored-by: ${'x'.repeat(5000)}`
  const identity = await identityOf(git, git.commit(alice, {}, message))
  expect(identity?.subject).toMatch(/^\\u\{1b\}\]8;;http:\/\/x\\u\{7\}long .*…$/)
  expect(identity?.subject).toHaveLength(120)
  expect(identity?.coAuthors).toEqual(['Eve\\u{202e} <e>', `${'x'.repeat(255)}…`])
})

test('only git’s own line is a revert', async () => {
  const git = fresh()
  const first = git.commit(alice, { a: 'a' })
  git.git('revert', '--no-edit', first)
  expect((await identityOf(git, git.git('rev-parse', 'HEAD')))?.reverts).toBe(first)
  const said = git.commit(bob, {}, `x\n\nI think This reverts commit ${first}.`)
  expect((await identityOf(git, said))?.reverts).toBeNull()
})

test('a commit landed with the merge that brought it to the line of first parents, however deep it lay', async () => {
  const git = fresh()
  git.commit(alice, { a: 'a' })
  git.git('switch', '--quiet', '--create', 'outer')
  git.commit(bob, { b: 'b' })
  git.git('switch', '--quiet', '--create', 'inner')
  const deep = git.commit(carol, { c: 'c' })
  git.git('switch', '--quiet', 'outer')
  git.git('merge', '--quiet', '--no-ff', '--no-edit', 'inner')
  git.git('switch', '--quiet', 'main')
  const direct = git.commit(alice, { d: 'd' })
  git.git('merge', '--quiet', '--no-ff', '--no-edit', 'outer')
  const merge = git.git('rev-parse', 'HEAD')
  git.commit(alice, { e: 'e' })
  expect((await identityOf(git, deep))?.landed).toEqual({ commit: merge, actor: 'Merge Button <button@example.com>' })
  expect((await identityOf(git, direct))?.landed).toBeUndefined()
})

test('a change of the mailmap is seen, whatever else changed', async () => {
  const git = fresh()
  const first = git.commit(alice, { a: 'a' })
  const added = git.commit(alice, { '.mailmap': 'A <a@x> <b@x>\n' })
  const other = git.commit(alice, { a: 'b' })
  const repository = await openRepository(git.folder)
  expect(await isMailmapChanged(repository, first, other)).toBe(true)
  expect(await isMailmapChanged(repository, added, other)).toBe(false)
})
