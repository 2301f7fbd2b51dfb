import { afterEach, expect, test } from 'vitest'
import { deepen } from '../../../compiler/git/deepen.ts'
import { openRepository } from '../../../compiler/git/repository.ts'
import { authorsOf } from '../../support/blaming.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((repository) => repository.remove()))

/** A repository in which each of so many commits changes a flag, and what `base` and `old` are in it. */
function long(commits: number) {
  const origin = TestRepository.make()
  made.push(origin)
  const lines: string[] = []
  for (let count = 1; count <= commits; count++) {
    const text = `flags: { a: { description: d${count}, owner: o${count > 5 ? 2 : 1} } }\n`
    const who = count === 6 ? bob : alice
    lines.push(
      'commit refs/heads/main',
      `author ${who} ${count} +0000`,
      `committer ${who} ${count} +0000`,
      'data 1',
      'x',
    )
    lines.push('M 100644 inline flags/a.yaml', `data ${text.length}`, text)
  }
  origin.feed(lines.join('\n'), 'fast-import', '--quiet')
  return origin
}

function clone(origin: TestRepository, ...args: string[]): TestRepository {
  origin.git('clone', '--quiet', ...args, `file://${origin.folder}`, 'clone')
  return new TestRepository(`${origin.folder}/clone`)
}

async function deepenTo(git: TestRepository, base: string | undefined) {
  await deepen(await openRepository(git.folder), base, git.git('rev-parse', 'HEAD'))
}

const count = (git: TestRepository) => Number(git.git('rev-list', '--count', 'HEAD'))

test('a shallow clone is deepened as far as it has to be', async () => {
  const origin = long(70)
  const git = clone(origin, '--depth=1')
  const refs = git.git('for-each-ref')
  await deepenTo(git, origin.git('rev-parse', 'HEAD~9'))
  expect(count(git)).toBe(51)
  expect(git.git('for-each-ref')).toBe(refs)
  expect(await authorsOf(git, git.git('rev-parse', 'HEAD~9'), 'flag:a', 'flag:a owner')).toEqual([alice, undefined])
  await deepenTo(git, undefined)
  expect(await authorsOf(git, undefined, 'flag:a owner')).toEqual([bob])
})

test('what is there already is not fetched', async () => {
  const git = clone(long(20), '--depth=10')
  git.git('remote', 'set-url', 'origin', 'file:///nowhere')
  await deepenTo(git, git.git('rev-parse', 'HEAD~8'))
  expect(count(git)).toBe(10)
})

test('a clone with commits of its own is deepened, too', async () => {
  const origin = long(20)
  const git = clone(origin, '--depth=1')
  git.commit(bob, { 'flags/b.yaml': 'flags: { b: {} }\n' })
  await deepenTo(git, origin.git('rev-parse', 'HEAD~15'))
  expect(await authorsOf(git, origin.git('rev-parse', 'HEAD~15'), 'flag:b exists', 'flag:a owner')).toEqual([bob, bob])
})

test('without a remote, or with one that cannot be reached, nobody is guessed', async () => {
  const git = clone(long(20), '--depth=1')
  const refusal = { exit: 4, help: expect.stringContaining('fetch-depth: 0') as string }
  git.git('remote', 'set-url', 'origin', 'file:///nowhere')
  await expect(deepenTo(git, undefined)).rejects.toMatchObject(refusal)
  git.git('remote', 'remove', 'origin')
  await expect(deepenTo(git, undefined)).rejects.toMatchObject(refusal)
})
