import { expect, test } from 'vitest'
import { authorsOf } from '../../support/blaming.ts'
import { alice, bob, carol, fresh, TestRepository } from '../../support/repository.ts'

const flag = (key: string, description: string, more = '') =>
  `flags:\n  ${key}:\n    description: ${description}\n${more}`

test('each flag is attributed to the commit that defined it last', async () => {
  const repository = fresh()
  repository.commit(alice, { 'flags/a.yaml': flag('a', 'first'), 'flags/b.yaml': flag('b', 'first') })
  repository.commit(bob, { 'flags/b.yaml': flag('b', 'second') })
  expect(await authorsOf(repository, undefined, 'flag:a', 'flag:b')).toEqual([alice, bob])
})

test('moving a flag to another file, renaming the file and reformatting attribute nothing', async () => {
  const repository = fresh()
  repository.commit(alice, { 'flags/a.yaml': `${flag('a', 'one', '    enabled: true\n')}  b: { description: two }\n` })
  repository.commit(bob, { 'flags/a.yaml': flag('b', 'two'), 'flags/moved.yaml': flag('a', 'one') })
  repository.commit(carol, {
    'flags/moved.yaml': undefined,
    'flags/x/y.yml': '# a comment\nflags: { a: { "description": one } }\n',
  })
  expect(await authorsOf(repository, undefined, 'flag:a', 'flag:b')).toEqual([alice, alice])
})

test('moving the whole folder attributes nothing', async () => {
  const repository = fresh()
  repository.commit(alice, { 'config/a.yaml': flag('a', 'one') })
  repository.git('mv', 'config', 'flags')
  const base = repository.git('rev-parse', 'HEAD')
  repository.commit(bob)
  expect(await authorsOf(repository, base, 'flag:a')).toEqual([undefined])
})

test('a folder that was moved and edited along with it keeps the authors from before', async () => {
  const repository = fresh()
  repository.commit(alice, { 'config/x/a.yaml': flag('a', 'one'), 'config/b.yaml': flag('b', 'one') })
  repository.commit(bob, { 'config/b.yaml': flag('b', 'two'), 'config/x/a.yaml': flag('a', 'two') })
  repository.commit(bob, { 'other/a.yaml': flag('a', 'not ours') })
  repository.git('mv', 'config', 'flags')
  repository.commit(carol, { 'flags/x/a.yaml': flag('a', 'two', '    owner: pay\n') })
  expect(await authorsOf(repository, undefined, 'flag:a', 'flag:a exists', 'flag:a owner', 'flag:b')).toEqual([
    bob,
    alice,
    carol,
    bob,
  ])
})

test('assignments are one part, inside the flag or in a section of their own', async () => {
  const repository = fresh()
  const list = '    assignments:\n      production: [{ user: bob }]\n'
  repository.commit(alice, { 'flags/a.yaml': flag('a', 'one', list) })
  repository.commit(bob, {
    'flags/a.yaml': flag('a', 'one'),
    'flags/production.yaml': 'assignments: { production: { a: [{ users: [bob] }] } }\n',
  })
  expect(await authorsOf(repository, undefined, 'flag:a', 'assignments:production/a whole')).toEqual([alice, alice])
  repository.commit(carol, { 'flags/production.yaml': 'assignments: { production: { a: everyone } }\n' })
  expect(await authorsOf(repository, undefined, 'flag:a', 'assignments:production/a whole')).toEqual([alice, carol])
})

test('a merge names the author of the branch, not the person who merged', async () => {
  const repository = fresh()
  const base = repository.commit(alice, { 'flags/a.yaml': flag('a', 'one'), 'flags/b.yaml': flag('b', 'one') })
  repository.git('switch', '--quiet', '--create', 'branch')
  repository.commit(bob, { 'flags/a.yaml': flag('a', 'two') })
  repository.git('switch', '--quiet', 'main')
  repository.commit(carol, { 'flags/b.yaml': flag('b', 'two') })
  repository.git('merge', '--quiet', '--no-edit', 'branch')
  expect(await authorsOf(repository, base, 'flag:a', 'flag:b')).toEqual([bob, carol])
})

test('a conflict resolved by hand to something new names who resolved it', async () => {
  const repository = fresh()
  const base = repository.commit(alice, { 'flags/a.yaml': flag('a', 'one') })
  repository.git('switch', '--quiet', '--create', 'branch')
  repository.commit(bob, { 'flags/a.yaml': flag('a', 'two') })
  repository.git('switch', '--quiet', 'main')
  repository.commit(carol, { 'flags/a.yaml': flag('a', 'three') })
  expect(() => repository.git('merge', '--quiet', '--no-edit', 'branch')).toThrow()
  repository.commit('Dave <dave@example.com>', { 'flags/a.yaml': flag('a', 'four') })
  expect(await authorsOf(repository, base, 'flag:a')).toEqual(['Dave <dave@example.com>'])
})

test('a commit that breaks the YAML and the one that repairs it change nothing they did not write', async () => {
  const repository = fresh()
  const base = repository.commit(alice, { 'flags/a.yaml': `${flag('a', 'one')}  b: { description: one }\n` })
  repository.commit(bob, { 'flags/a.yaml': 'flags: [unclosed' })
  repository.commit(carol, { 'flags/a.yaml': `${flag('a', 'one')}  b: { description: two }\n` })
  expect(await authorsOf(repository, base, 'flag:a', 'flag:b')).toEqual([undefined, carol])
})

test('a revert names who reverted', async () => {
  const repository = fresh()
  repository.commit(alice, { 'flags/a.yaml': flag('a', 'one') })
  const base = repository.commit(bob, { 'flags/a.yaml': flag('a', 'two') })
  repository.commit(carol, { 'flags/a.yaml': flag('a', 'one') }, 'Revert "change"')
  expect(await authorsOf(repository, base, 'flag:a')).toEqual([carol])
})

test('with two roots, each is read', async () => {
  const repository = fresh()
  repository.commit(alice, { 'flags/a.yaml': flag('a', 'one') })
  repository.git('switch', '--quiet', '--orphan', 'other')
  repository.commit(bob, { 'flags/b.yaml': flag('b', 'one') })
  repository.git('switch', '--quiet', 'main')
  repository.git('merge', '--quiet', '--no-edit', '--allow-unrelated-histories', 'other')
  expect(await authorsOf(repository, undefined, 'flag:a', 'flag:b')).toEqual([alice, bob])
})

test('a subject cannot forge an author', async () => {
  const repository = fresh()
  repository.commit(bob, { 'flags/a.yaml': flag('a', 'one') }, 'fix ò HEAD ò body ò Alice Janssen ò alice@example.com')
  expect(await authorsOf(repository, undefined, 'flag:a')).toEqual([bob])
})

test('hostile names come out visible, short and never empty', async () => {
  const repository = fresh()
  repository.commit(`Eve\u001b[31m\u202e! <${'e'.repeat(5000)}@x>`, { 'flags/a.yaml': flag('a', 'one') })
  repository.write({ 'flags/b.yaml': flag('b', 'one') }).git('add', '--all')
  const [tree, parent] = [repository.git('write-tree'), repository.git('rev-parse', 'HEAD')]
  const forged = `tree ${tree}\nparent ${parent}\nauthor  <> 1 +0000\ncommitter  <> 1 +0000\n\nno name\n`
  repository.git(
    'update-ref',
    'HEAD',
    repository.feed(forged, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin'),
  )
  const [eve = '', nobody] = await authorsOf(repository, undefined, 'flag:a', 'flag:b')
  expect(eve).toMatch(/^Eve\\u\{1b\}\[31m\\u\{202e\}! <e+…>$/)
  expect(eve.length).toBeLessThan(520)
  expect(nobody).toBe('unknown <unknown>')
})

test('the mailmap of the commit counts, not the one on disk', async () => {
  const repository = fresh()
  repository.commit(alice, {
    'flags/a.yaml': flag('a', 'one'),
    '.mailmap': 'Alice Now <now@example.com> <alice@example.com>\n',
  })
  repository.write({ '.mailmap': 'The Boss <boss@example.com> <alice@example.com>\n' })
  expect(await authorsOf(repository, undefined, 'flag:a')).toEqual(['Alice Now <now@example.com>'])
})

test('a shallow clone is refused with advice', async () => {
  const repository = fresh()
  repository.commit(alice, { 'flags/a.yaml': flag('a', 'one') })
  repository.commit(bob, { 'flags/a.yaml': flag('a', 'two') })
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.folder}`, 'clone')
  const clone = new TestRepository(`${repository.folder}/clone`)
  await expect(authorsOf(clone, undefined, 'flag:a')).rejects.toMatchObject({
    exit: 4,
    help: expect.stringContaining('fetch-depth: 0') as string,
  })
})
