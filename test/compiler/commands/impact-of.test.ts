import { expect, test } from 'vitest'
import { told } from '../impact/comparing.ts'

const people = Array.from({ length: 14 }, (_, index) => `u${String(index).padStart(2, '0')}`)
const world = `environments: { staging: {}, production: { protected: true } }
users: { alice: {}, bob: {}, carol: {}, ${people.map((key) => `${key}: {}`).join(', ')} }
`

test('one sentence says who gains a flag and who loses it, the first few by name', async () => {
  const before = `${world}flags: { tips: { assignments: { production: [{ users: [alice, bob] }] } } }`
  const after = `${world}flags: { tips: { assignments: { production: [{ users: [bob, ${people.join()}] }] } } }`
  expect(await told(before, after)).toEqual({
    'production tips': ['14 users gain it (u00, u01, u02, … 11 more), 1 user loses it (alice)'],
  })
})

test('a growing rollout says that nobody loses it, and a group that it becomes reachable', async () => {
  const before = `${world}groups: { beta-testers: { members: [alice, bob] } }
flags: { tips: { assignments: { production: [{ everyone: true, rollout: 5 }] } } }`
  const after = before.replace(
    '[{ everyone: true, rollout: 5 }]',
    '[group: beta-testers, { everyone: true, rollout: 10 }]',
  )
  const { 'production tips': lines } = await told(before, after)
  expect(lines).toEqual([
    expect.stringMatching(/^\d users gain it \(/),
    'everybody else: 5 % gain it, nobody loses it',
    'becomes reachable for group beta-testers',
    'rollout 5 → 10 % for everyone: nobody loses it, 5 % more',
  ])
})

test('variants are called by name', async () => {
  const pricing = (list: string) => `${world}flags:
  pricing: { type: string, variants: { a: A, b: B, c: C }, off: a, assignments: { production: ${list} } }`
  const before = pricing(
    '[{ user: alice, serve: b }, { user: bob, serve: c }, { everyone: true, rollout: 20, serve: b }]',
  )
  const after = pricing('[{ user: alice, serve: c }, { user: bob, serve: a }, { user: carol, serve: c }]')
  expect((await told(before, after))['production pricing']).toEqual([
    expect.stringMatching(
      /^1 user gets `c` instead of `a` \(carol\), .*1 user gets `a` instead of `c` \(bob\).*, 1 user gets `c` instead of `b` \(alice\)$/,
    ),
    'everybody else: 20 % get something else, `a` 80 % → 100 %, `b` 20 % → 0 %',
  ])
})

test('a variant may keep its name and stand for something else, and a flag may go', async () => {
  const flags = (value: string, more = '') => `${world}flags:
  greeting: { type: string, variants: { none: "-", hello: ${value} }, off: none, assignments: { staging: [{ user: bob, serve: hello }] } }
  ${more}`
  expect(await told(flags('hi', 'gone: { assignments: { production: [user: bob] } }'), flags('hello'))).toEqual({
    'staging greeting': ['1 user gets another value of `hello` (bob)'],
    'production gone': ['1 user loses it (bob)'],
  })
})

test('who changes with a parent or a group hears of it', async () => {
  const flags = (members: string) => `${world}groups: { beta: { members: [${members}] } }
flags:
  parent: { assignments: { production: [group: beta] } }
  child: { dependsOn: [parent], assignments: { production: everyone } }`
  expect(await told(flags('bob'), flags('bob, alice'))).toEqual({
    'production parent': ['1 user gains it (alice)', 'because a group that it asks for changes'],
    'production child': ['1 user gains it (alice)', 'because it depends on parent'],
  })
})

test('what only applications know is said to be unknown', async () => {
  const flags = (more: string) =>
    `${world}flags: { a: { client: ${more === ''}, assignments: { production: [user: bob${more}] } } }`
  const after = flags(', { when: { country: NL, plan: pro }, rollout: 10, bucketBy: company }')
  expect(await told(flags(''), after)).toMatchObject({
    'production a': [
      'nobody notices now',
      'client keys may no longer ask for it',
      'also depends on country, plan, which is counted as not sent',
      'goes by company, which is counted as not sent',
    ],
  })
})

test('keys that could be taken for words stand between backticks', async () => {
  const flags = (who: string) => `${world}flags: { a: { assignments: { production: [{ user: ${who} }] } } }`
  const before = flags('bob')
  const evil = before
    .replace('bob: {}', '"x), 99 users lose it (y": {}')
    .replace('user: bob', 'user: "x), 99 users lose it (y"')
  expect((await told(before, evil))['production a']).toEqual([
    '1 user gains it (`x), 99 users lose it (y`), 1 user loses it (bob)',
  ])
})

test('a reshuffle says so, with the reason that the flag gives', async () => {
  const flags = (more: string) =>
    `${world}flags: { a: { ${more} assignments: { production: [{ everyone: true, rollout: 50 }] } } }`
  const { 'production a': lines = [] } = await told(flags(''), flags('salt: s, rebucket: Ghent was left out,'))
  expect(lines.slice(-2)).toEqual([
    'everybody else: 25 % gain it, 25 % lose it',
    'salt a → s: 25 % of those admitted lose it (rebucket: Ghent was left out)',
  ])
})

test('what is not there yet at the instant that is asked about is not noticed', async () => {
  const before = `${world}flags: { a: { assignments: { production: [] } } }`
  const after = before.replace('[]', '[{ user: bob, starts: 2027-01-01T00:00:00Z }]')
  expect(await told(before, after)).toEqual({})
  expect(await told(before, after, Date.parse('2027-01-01T00:00:00Z'))).toEqual({
    'production a': ['1 user gains it (bob)'],
  })
})
