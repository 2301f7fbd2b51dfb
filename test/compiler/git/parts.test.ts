import { expect, test } from 'vitest'
import { authorsOf } from '../../support/blaming.ts'
import { alice, bob, carol, fresh } from '../../support/repository.ts'

// What people write and take away, one part of the files after the other: who is named for which field.

const dave = 'Dave <dave@example.com>'

const tips = (fields: string) => ({ 'flags/tips.yaml': `flags:\n  tips: { ${fields} }\n` })
const begun = 'description: Tips, owner: pay, enabled: false'

test('two people who changed two fields of a flag are named for one each', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  git.commit(bob, tips('description: Tips, owner: growth, enabled: false'))
  git.commit(carol, tips('description: Tips, owner: growth'))
  expect(await authorsOf(git, base, 'flag:tips owner', 'flag:tips enabled', 'flag:tips')).toEqual([
    bob,
    carol,
    undefined,
  ])
  expect(await authorsOf(git, undefined, 'flag:tips exists', 'flag:tips')).toEqual([alice, alice])
})

test('renames, moves and splits attribute nothing, also in two steps and with another field changed on the way', async () => {
  const git = fresh()
  const both = 'flags:\n  tips: { description: Tips, owner: pay }\n  other: { description: Other }\n'
  const base = git.commit(alice, { 'flags/all.yaml': both })
  git.git('mv', 'flags/all.yaml', 'flags/renamed.yaml')
  git.commit(bob)
  git.commit(bob, { 'flags/tips.yaml': 'flags: { tips: { description: Tips, owner: sea } }\n' })
  git.commit(carol, { 'flags/renamed.yaml': 'flags: { other: { description: Other } }\n' })
  git.commit(carol, {
    'flags/renamed.yaml': undefined,
    'flags/x/o.yml': 'flags:\n  other: # moved\n    description: "Other"\n    enabled: true\n',
  })
  const fields = ['flag:tips', 'flag:tips exists', 'flag:tips owner', 'flag:other', 'flag:other exists']
  expect(await authorsOf(git, base, ...fields)).toEqual([undefined, undefined, bob, undefined, undefined])
  expect(await authorsOf(git, undefined, ...fields)).toEqual([alice, alice, bob, alice, alice])
})

test('another spelling of the same attributes nothing', async () => {
  const git = fresh()
  const base = git.commit(alice, {
    'flags/a.yaml': `flags:
  a:
    expires: 2027-01-31T00:00:00Z
    dependsOn: [b]
    disabledIn: [x, y]
    assignments:
      dev: everyone
      prod:
        - user: u
          when: { country: NL, plan: { in: [pro, team] } }
          rollout: 12.5
groups: { g: { members: [u, v], when: { country: [NL] } } }
`,
  })
  git.commit(bob, {
    'flags/a.yaml': `groups: { g: { when: { country: { equals: 'NL' } }, members: ["v", "u"] } }
assignments:
  prod: { a: [{ rollout: 12.500, users: [u], serve: "on", when: { plan: [team, pro], country: { in: [NL] } } }] }
flags: # by folder
  a:
    type: boolean
    client: false
    enabled: true
    disabledIn: [y, x]
    dependsOn: [{ flag: b }]
    assignments: { dev: [{ everyone: true }] }
    expires: "2027-01-31T01:00:00+01:00"
`,
  })
  const own = [
    'exists',
    'type',
    'client',
    'enabled',
    'expires',
    'disabledIn',
    'disabledIn/x',
    'dependsOn',
    'dependsOn/b',
  ]
  const item = ['exists', 'position', 'users', 'user/u', 'when', 'rollout', 'serve'].map((name) => `0/${name}`)
  const fields = [
    ...own.map((name) => `flag:a ${name}`),
    ...['members', 'members/u', 'when'].map((name) => `group:g ${name}`),
    ...['exists', 'count', '0/everyone'].map((name) => `assignments:dev/a ${name}`),
    ...['exists', 'count', ...item].map((name) => `assignments:prod/a ${name}`),
  ]
  expect(await authorsOf(git, base, ...fields)).toEqual(fields.map(() => undefined))
  expect(await authorsOf(git, undefined, ...fields)).toEqual(fields.map(() => alice))
})

test('an assignment inserted above others, or moved, hides nobody', async () => {
  const git = fresh()
  const list = (...items: string[]) => ({ 'flags/a.yaml': `assignments: { prod: { a: [${items.join(', ')}] } }\n` })
  const [ann, ben] = ['{ user: ann, expires: 2027-01-01T00:00:00Z }', '{ group: ben }']
  git.commit(alice, list(ann, ben))
  git.commit(bob, list('{ user: ann, expires: 2028-01-01T00:00:00Z }', ben))
  git.commit(carol, list('{ user: new }', '{ user: ann, expires: 2028-01-01T00:00:00Z }', ben))
  git.commit(dave, list('{ user: new }', '{ group: ben, serve: off }', '{ user: ann, expires: 2028-01-01T00:00:00Z }'))
  const fields = [
    '0/exists',
    '0/user/new',
    '1/group/ben',
    '1/serve',
    '1/position',
    '2/user/ann',
    '2/expires',
    '2/position',
    'count',
  ]
  const named = await authorsOf(git, undefined, ...fields.map((name) => `assignments:prod/a ${name}`))
  expect(named).toEqual([carol, carol, alice, dave, dave, alice, bob, dave, carol])
})

test('whoever removed something is named: an assignment, a name in one, a member, a parent, an environment switched off', async () => {
  const git = fresh()
  const file = (flag: string, members: string) => ({
    'flags/a.yaml': `flags: { a: { ${flag} } }\ngroups: { crew: { members: [${members}] } }\n`,
  })
  const all =
    'dependsOn: [x, y], disabledIn: [dev, prod], owner: pay, assignments: { prod: [{ user: u }, { users: [v, w] }, { everyone: true }] }'
  const base = git.commit(alice, file(all, 'u, v'))
  git.commit(bob, file(all.replace('{ user: u }, ', ''), 'u, v'))
  git.commit(carol, file(all.replace('{ user: u }, ', '').replace('[v, w]', '[w]'), 'u'))
  git.commit(dave, file('dependsOn: [y], disabledIn: [prod], assignments: { prod: [{ users: [w] }] }', 'u'))
  const fields = [
    ...['gone/user/u', 'gone/0', 'gone/user/v', 'gone/2', 'gone/1', 'count'].map(
      (name) => `assignments:prod/a ${name}`,
    ),
    ...['dependsOn/x', 'dependsOn/y', 'disabledIn/dev', 'owner'].map((name) => `flag:a ${name}`),
    ...['members/v', 'members/u', 'members'].map((name) => `group:crew ${name}`),
  ]
  expect(await authorsOf(git, base, ...fields)).toEqual([
    bob,
    bob,
    carol,
    dave,
    undefined,
    dave,
    dave,
    undefined,
    dave,
    dave,
    carol,
    undefined,
    carol,
  ])
})

test('users and environments: names, ids, keys, and the place among the others', async () => {
  const git = fresh()
  const key = (name: string) => `{ kind: server, sha256: ${'a'.repeat(64)}, name: ${name} }`
  git.commit(alice, {
    'flags/people.yaml': `environments: { dev: {}, prod: { keys: [${key('shop')}] } }\nusers: { u: { name: U } }\n`,
  })
  git.commit(bob, {
    'flags/people.yaml': `environments: { test: {}, dev: {}, prod: { protected: true, origins: ['https://b.example', 'https://a.example'], keys: [${key('shop')}] } }\nusers: { u: { id: 7, name: U } }\n`,
  })
  git.commit(carol, {
    'flags/people.yaml': `environments: { test: {}, dev: {}, prod: { protected: true, origins: ['https://a.example', 'https://b.example'], keys: [${key('till')}] } }\nusers: { u: { id: 7, name: U } }\n`,
  })
  const fields = [
    ...['exists', 'protected', 'origins', 'position', `keys/${'a'.repeat(64)}`].map(
      (name) => `environment:prod ${name}`,
    ),
    ...['exists', 'id', 'name'].map((name) => `user:u ${name}`),
  ]
  expect(await authorsOf(git, undefined, ...fields)).toEqual([alice, bob, bob, bob, carol, alice, bob, alice])
})

test('an empty list of origins says the opposite of none', async () => {
  const git = fresh()
  git.commit(alice, { 'flags/all.yaml': 'environments: { prod: { origins: [] } }\n' })
  git.commit(bob, { 'flags/all.yaml': 'environments: { prod: {} }\n' })
  expect(await authorsOf(git, undefined, 'environment:prod origins')).toEqual([bob])
})

test('a part that two files define by mistake is nobody else’s for it', async () => {
  const git = fresh()
  const base = git.commit(alice, tips(begun))
  git.commit(bob, { 'flags/copy.yaml': 'flags: { tips: { description: Copy, owner: pay, enabled: false } }\n' })
  git.commit(carol, { 'flags/tips.yaml': undefined })
  expect(await authorsOf(git, base, 'flag:tips', 'flag:tips owner', 'flag:tips enabled')).toEqual([
    bob,
    undefined,
    undefined,
  ])
})

test('removed, brought back, and removed again: the last one is named', async () => {
  const git = fresh()
  const base = git.commit(alice, { ...tips(begun), 'flags/b.yaml': 'flags: { b: {} }\n' })
  git.commit(bob, { 'flags/tips.yaml': undefined })
  git.commit(carol, tips('description: Again'))
  expect(await authorsOf(git, base, 'flag:tips exists', 'flag:tips owner')).toEqual([carol, bob])
  git.commit(dave, { 'flags/tips.yaml': undefined })
  expect(await authorsOf(git, base, 'flag:tips exists', 'flag:tips')).toEqual([dave, dave])
})
