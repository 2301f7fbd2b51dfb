import { expect, test } from 'vitest'
import { authorsOf, blamesOf } from '../../support/blaming.ts'
import { alice, bob, carol, fresh, type TestRepository } from '../../support/repository.ts'

// A team's ordinary days, made with plain git commands: who is named for what.

const dave = 'Dave <dave@example.com>'
const button = 'Merge Button <button@example.com>'

/** On a branch from where HEAD is; afterwards HEAD is on main again. */
function onBranch(git: TestRepository, name: string, work: () => void): void {
  git.git('switch', '--quiet', '--create', name)
  work()
  git.git('switch', '--quiet', 'main')
}

const tips = (fields: string) => ({ 'flags/tips.yaml': `flags:\n  tips: { ${fields} }\n` })
const begun = 'description: Tips, owner: pay, enabled: false'

test('true merges: each side is named for its fields, the person who merged for none', async () => {
  const git = fresh()
  const base = git.commit(alice, { ...tips(begun), 'flags/other.yaml': 'flags: { other: { owner: pay } }\n' })
  onBranch(git, 'feature', () => void git.commit(bob, tips('description: Tips, owner: growth, enabled: false')))
  git.commit(carol, { 'flags/other.yaml': 'flags: { other: { owner: sea } }\n' })
  git.git('merge', '--quiet', '--no-edit', 'feature')
  expect(await authorsOf(git, base, 'flag:tips owner', 'flag:other owner')).toEqual([bob, carol])
  const [{ identity } = { identity: undefined }] = await blamesOf(git, base, 'flag:tips owner')
  expect(identity?.landed).toEqual({ commit: git.git('rev-parse', 'HEAD'), actor: button })
})

test('a conflict resolved by hand: what one side had is its own, what is new is of whoever resolved it', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  onBranch(git, 'feature', () => void git.commit(bob, tips('description: By Bob, owner: bob')))
  git.commit(carol, tips('description: By Carol, owner: carol'))
  expect(() => git.git('merge', '--quiet', '--no-edit', 'feature')).toThrow()
  git.commit(dave, tips('description: By Bob, owner: both'))
  expect(await authorsOf(git, base, 'flag:tips', 'flag:tips owner', 'flag:tips enabled')).toEqual([bob, dave, carol])
})

test('a merge that throws a branch away names nobody of the branch', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  onBranch(git, 'feature', () => void git.commit(bob, tips('description: Thrown away')))
  git.commit(carol, tips('description: Kept, owner: pay, enabled: false'))
  git.git('merge', '--quiet', '--no-edit', '--strategy=ours', 'feature')
  expect(await authorsOf(git, base, 'flag:tips', 'flag:tips owner')).toEqual([carol, undefined])
})

test('a merge that throws away what the base had undid it, and is named', async () => {
  const git = fresh()
  git.commit(alice, tips(begun))
  git.git('switch', '--quiet', '--create', 'feature')
  git.commit(bob, { 'flags/other.yaml': 'flags: { other: {} }\n' })
  git.git('switch', '--quiet', 'main')
  const base = git.commit(carol, tips('description: Applied, owner: pay, enabled: false'))
  git.git('switch', '--quiet', 'feature')
  git.git('merge', '--quiet', '--no-edit', '--strategy=ours', 'main')
  expect(await authorsOf(git, base, 'flag:tips', 'flag:tips owner', 'flag:other exists')).toEqual([
    button,
    undefined,
    bob,
  ])
})

test('a squash names its author, and the co-authors beside', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  const message = `Tips (#7)\n\n* one\n\nCo-authored-by: ${carol}\nco-authored-by: ${dave}\nCo-authored-by: ${carol}`
  git.commit(bob, tips('description: Squashed'), message)
  const [{ identity } = { identity: undefined }] = await blamesOf(git, base, 'flag:tips')
  expect(identity).toMatchObject({ actor: bob, coAuthors: [carol, dave], subject: 'Tips (#7)', landed: undefined })
})

test('a revert names who reverted, and what', async () => {
  const git = fresh()
  git.commit(alice, tips(begun))
  const base = git.commit(bob, tips('description: Mistake, owner: pay, enabled: false'))
  git.git('revert', '--no-edit', base)
  const [{ identity } = { identity: undefined }, owner] = await blamesOf(git, base, 'flag:tips', 'flag:tips owner')
  expect(identity).toMatchObject({ actor: button, reverts: base, subject: 'Revert "change"' })
  expect(owner?.blame).toBeUndefined()
})

test('rebases and cherry-picks keep the author and tell the committer', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  onBranch(git, 'feature', () => void git.commit(bob, tips('description: Rebased, owner: pay, enabled: false')))
  git.commit(carol, { 'flags/other.yaml': 'flags: { other: {} }\n' })
  git.git('switch', '--quiet', 'feature')
  git.git('rebase', '--quiet', 'main')
  const [{ identity } = { identity: undefined }] = await blamesOf(git, base, 'flag:tips')
  expect(identity).toMatchObject({ actor: bob, committer: button })
  git.git('switch', '--quiet', 'main')
  git.git('cherry-pick', 'feature')
  expect(await authorsOf(git, base, 'flag:tips', 'flag:other exists')).toEqual([bob, carol])
})

test('broken YAML is passed through; what changed meanwhile names who repaired it, with those who touched it', async () => {
  const git = fresh()
  const base = git.commit(alice, { 'flags/a.yaml': 'flags: { a: { description: A, owner: pay }, gone: {} }\n' })
  const broke = git.commit(bob, { 'flags/a.yaml': 'flags: { a: { description: B, owner: pay }\n' })
  const touched = git.commit(carol, { 'flags/a.yaml': 'flags: { a: { description: C, owner: pay }\n' })
  git.commit(carol, { 'flags/b.yaml': 'flags: { b: {} }\n' })
  const restored = git.commit(dave, { 'flags/a.yaml': 'flags: { a: { description: C, owner: pay } }\n' })
  const [description, owner, b, gone] = await blamesOf(
    git,
    base,
    'flag:a',
    'flag:a owner',
    'flag:b exists',
    'flag:gone exists',
  )
  expect(description?.blame).toMatchObject({ commit: restored, contributors: [touched, broke] })
  expect([owner?.blame, b?.identity?.actor]).toEqual([undefined, carol])
  expect(gone?.blame).toMatchObject({ commit: restored, contributors: [touched, broke] })
  expect((await blamesOf(git, broke, 'flag:a', 'flag:a owner')).map(({ blame }) => blame?.commit)).toEqual([
    restored,
    undefined,
  ])
})

test('a file that is broken by a merge and repaired after it gives each side its own', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  onBranch(git, 'feature', () => void git.commit(bob, tips('description: By Bob, owner: pay, enabled: false')))
  git.commit(carol, tips('description: By Carol, owner: pay, enabled: false'))
  expect(() => git.git('merge', '--quiet', '--no-edit', 'feature')).toThrow()
  git.commit(dave) // with the marks of the conflict in it
  git.commit(dave, tips('description: By Bob, owner: pay, enabled: false'))
  expect(await authorsOf(git, base, 'flag:tips', 'flag:tips owner')).toEqual([bob, undefined])
})

test('a key that a clean merge leaves there twice is of whoever wrote the one that stays', async () => {
  const git = fresh()
  const lines = ['description: Tips', 'tags: [pay]', 'type: boolean', 'enabled: false', 'client: true']
  const flag = (...own: string[]) => ({ 'flags/tips.yaml': `flags:\n  tips:\n    ${own.join('\n    ')}\n` })
  const base = git.commit(alice, flag(...lines))
  onBranch(git, 'feature', () => void git.commit(bob, flag('owner: bob', ...lines)))
  git.commit(carol, flag(...lines, 'owner: carol'))
  git.git('merge', '--quiet', '--no-edit', 'feature')
  const merge = git.git('rev-parse', 'HEAD')
  git.commit(dave, flag(...lines, 'owner: carol'))
  expect(await authorsOf(git, base, 'flag:tips owner', 'flag:tips')).toEqual([carol, undefined])
  git.git('reset', '--quiet', '--hard', merge)
  git.commit(dave, flag('owner: bob', ...lines))
  expect(await authorsOf(git, base, 'flag:tips owner', 'flag:tips')).toEqual([bob, undefined])
})

test('an alias says what it stands for, and whoever writes that out is not named for it', async () => {
  const git = fresh()
  const pair = (first: string, second: string) => ({
    'flags/pair.yaml': `flags:\n  one: { ${first} }\n  two: { ${second} }\n`,
  })
  git.commit(alice, pair('description: Same, owner: pay', 'description: Same, owner: pay'))
  git.commit(bob, pair('description: &same Same, owner: pay', 'description: *same, owner: pay'))
  git.commit(carol, pair('description: &same Same, owner: pay', '<<: { owner: pay }, description: *same'))
  git.commit(dave, pair('description: Same, owner: pay', 'description: Same, owner: sea'))
  const fields = ['flag:one', 'flag:two', 'flag:one owner', 'flag:two owner']
  expect(await authorsOf(git, undefined, ...fields)).toEqual([alice, alice, alice, dave])
})

test('several roots and an octopus', async () => {
  const git = fresh()
  git.commit(alice, tips(begun))
  git.git('switch', '--quiet', '--orphan', 'imported')
  git.commit(bob, { 'flags/imported.yaml': 'flags: { imported: { owner: pay } }\n' })
  git.git('switch', '--quiet', 'main')
  git.git('merge', '--quiet', '--no-edit', '--allow-unrelated-histories', 'imported')
  const base = git.git('rev-parse', 'HEAD')
  onBranch(git, 'one', () => void git.commit(alice, { 'flags/one.yaml': 'flags: { one: {} }\n' }))
  onBranch(git, 'two', () => void git.commit(bob, tips('description: Tips, owner: pay')))
  onBranch(git, 'three', () => void git.commit(carol, { 'flags/imported.yaml': undefined }))
  git.git('merge', '--quiet', '--no-edit', 'one', 'two', 'three')
  expect(git.git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(4)
  const fields = ['flag:one exists', 'flag:tips enabled', 'flag:imported exists', 'flag:tips']
  expect(await authorsOf(git, base, ...fields)).toEqual([alice, bob, carol, undefined])
  expect(await authorsOf(git, undefined, ...fields)).toEqual([alice, bob, carol, alice])
})

test('a bot is the author; the person in its trailer stands beside', async () => {
  const git = fresh()
  const bot = 'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>'
  git.commit(alice, tips(begun))
  git.commit(bot, tips('description: Tips'), `Tidy up\n\nCo-authored-by: ${bob}`)
  const [{ identity } = { identity: undefined }] = await blamesOf(git, undefined, 'flag:tips owner')
  expect(identity).toMatchObject({ actor: bot, coAuthors: [bob] })
})

test('the mailmap names the actor, and the raw author stays beside', async () => {
  const git = fresh()
  git.commit(alice, { ...tips(begun), '.mailmap': 'Alice Now <now@example.com> <alice@example.com>\n' })
  const [{ identity } = { identity: undefined }] = await blamesOf(git, undefined, 'flag:tips')
  expect(identity).toMatchObject({ actor: 'Alice Now <now@example.com>', rawAuthor: alice })
})

test('dates that lie change nothing: what counts is which commit comes after which', async () => {
  const git = fresh()
  git.commit(alice, tips(begun))
  git.git(
    '-c',
    'user.name=Future',
    'commit',
    '--allow-empty',
    '--quiet',
    '--date=2090-01-01T00:00:00Z',
    '--message',
    'later',
  )
  git.commit(bob, tips('description: Now, owner: pay, enabled: false'))
  expect(await authorsOf(git, undefined, 'flag:tips', 'flag:tips owner')).toEqual([bob, alice])
})
