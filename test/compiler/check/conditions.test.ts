import { expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'

const environments = 'environments: { production: {} }\n'

function flagWith(when: string, sections = ''): string {
  return `${environments}${sections}flags: { checkout: { assignments: { production: [{ when: ${when} }] } } }\n`
}

async function codes(when: string, sections?: string): Promise<string[]> {
  const { diagnostics } = await compileText(flagWith(when, sections))
  return diagnostics.map(({ code }) => code).filter((code) => !code.startsWith('missing-'))
}

const declared = 'attributes: { country: { type: string }, age: { type: integer } }\n'

test.each([
  ['{ any: [] }'],
  ['{ country: [] }'],
  ['{ age: { greaterThan: 65, lessThan: 18 } }'],
  ['{ age: { greaterThan: 18, lessThanOrEquals: 18 } }'],
  ['{ at: { before: 2026-01-01T00:00:00Z, after: 2026-01-01T00:00:00Z } }'],
  ['{ at: { after: "2026-01-01T00:00:00.001Z", before: "2026-01-01T00:00:00.002Z" } }'],
  ['{ version: { semverGreaterThan: 2.0.0, semverLessThan: 2.0.0-rc.1 } }'],
  ['{ all: [{ country: NL }, { country: DE }] }'],
  ['{ all: [{ country: NL }, { country: { exists: false } }] }'],
  ['{ all: [{ country: NL }, { not: { country: [NL, DE] } }] }'],
  ['{ all: [{ email: { startsWith: ann } }, { email: { startsWith: bob } }] }'],
  ['{ country: NL, not: { any: [{ country: NL }, { plan: pro }] } }'],
  ['{ ip: { inCidr: 10.0.0.0/8, equals: 192.0.2.1 } }'],
])('no context can meet %s', async (when) => {
  expect(await codes(when)).toContain('contradictory-condition')
  expect(await codes(when)).not.toContain('always-true-condition')
})

test.each([
  ['{ all: [] }'],
  ['{ any: [{ country: { exists: true } }, { country: { exists: false } }] }'],
  ['{ any: [{ not: { country: NL } }, { not: { country: DE } }] }'],
  ['{ not: { any: [] } }'],
  ['{ any: [{ country: [NL] }, { not: { country: [NL, DE] } }, { country: [DE] }] }'],
])('every context meets %s, or what is in it never holds', async (when) => {
  const found = (await codes(when)).filter((code) => code !== 'negative-operator-may-be-absent')
  expect(found).toEqual([when.includes('any: []') ? 'contradictory-condition' : 'always-true-condition'])
})

test.each([
  ['{ country: NL, plan: pro }'],
  ['{ age: { greaterThan: 18, lessThan: 65 } }'],
  ['{ age: { greaterThan: 18, lessThan: 18.5 } }'],
  ['{ all: [{ country: [NL] }, { country: [DE] }] }'],
  ['{ any: [{ country: NL }, { country: { notEquals: NL } }] }'],
  ['{ any: [{ age: { lessThan: 10 } }, { age: { greaterThanOrEquals: 10 } }] }'],
  ['{ country: { exists: true, notIn: [NL] } }'],
])('%s is met by some and not by others', async (when) => {
  const found = await codes(when)
  expect(found.filter((code) => /^(?:contradictory|always)/.test(code))).toEqual([])
})

test('an attribute that is declared as a single value is not taken for a list of both', async () => {
  const when = '{ all: [{ country: [NL] }, { country: [DE] }], age: { greaterThan: 5 } }'
  expect(await codes(when, declared)).toEqual(['contradictory-condition'])
})

test('two conditions that cannot hold together are both shown', async () => {
  const found = only(
    'contradictory-condition',
    await compileText(flagWith('{ all: [{ country: NL }, { country: DE }] }')),
  )
  expect(found.message).toBe('no evaluation context can meet this condition of `checkout` in `production`')
  expect(found.where).toMatchObject({ path: expect.arrayContaining(['when', 'all', 1, 'country']) })
  expect(found.related[0]?.where).toMatchObject({ path: expect.arrayContaining(['when', 'all', 0, 'country']) })
})

test('a condition that nobody in the group can meet is told with the group', async () => {
  const compiled = await compileText(`${environments}groups: { dutch: { when: { country: NL } } }
flags: { checkout: { assignments: { production: [{ group: dutch, when: { country: DE } }] } } }
`)
  expect(compiled.told).toEqual([
    'contradictory-condition: nobody in `dutch` can meet this condition of `checkout` in `production`',
  ])
})

const absent = 'negative-operator-may-be-absent'
test.each([
  ['{ country: { notIn: [NL] } }', [absent]],
  ['{ country: { notEquals: NL } }', [absent]],
  ['{ version: { semverNotEquals: 1.0.0 } }', [absent]],
  ['{ email: { endsWith: .test, negate: true } }', [absent]],
  ['{ country: { notIn: [NL], exists: true } }', []],
  ['{ country: { notIn: [NL], startsWith: N } }', []],
  ['{ all: [{ country: { exists: true } }, { country: { notIn: [NL] } }] }', []],
  ['{ all: [{ country: { exists: true } }, { any: [{ country: { notIn: [NL] } }, { plan: pro }] }] }', []],
  ['{ any: [{ country: { exists: true } }, { country: { notIn: [NL] } }] }', [absent]],
  ['{ not: { country: [NL] } }', []],
  ['{ targetingKey: { notIn: [alice] } }', []],
])('%s: those without the attribute are told of as %j', async (when, expected) => {
  expect(await codes(when)).toEqual(expected)
})

test('people who are named by e-mail addresses are told once, and conditions that do so each', async () => {
  const { diagnostics } = await compileText(`${environments}users: { a@x.org: {}, b@x.org: {}, c: {} }
flags: { checkout: { assignments: { production: [{ when: { targetingKey: [d@x.org] } }, { when: { email: d@x.org } }] } } }
`)
  const found = diagnostics.filter(({ code }) => code === 'email-as-targeting-key')
  expect(found.map(({ message }) => message)).toEqual([
    'the user `a@x.org` is named by an e-mail address, and so is 1 other user',
    'this condition of `checkout` in `production` asks for the e-mail address `d@x.org` as targeting key',
  ])
})

test.each([
  ['account: { type: object }', '{ account.plan: pro }', []],
  ['account: { type: object }, account.plan: { type: string }', '{ account.plan: pro }', []],
  ['plan: { type: string }, country: { type: string }', '{ plan: pro }', ['unused-attribute']],
])('of the attributes %s, those that %s does not ask for are %j', async (attributes, when, expected) => {
  expect(await codes(when, `attributes: { ${attributes} }\n`)).toEqual(expected)
})

test('an attribute that a rollout goes by is used', async () => {
  const { told } = await compileText(`${environments}attributes: { company: { type: string } }
flags: { a: { bucketBy: company, assignments: { production: [{ everyone: true, rollout: 5 }] } } }
`)
  expect(told).toEqual([])
})

test.each([
  ['any', (index: number) => `{ any: [{ a: { startsWith: C${index} } }, { b: { contains: [p${index}, q] } }] }`],
  ['contains', (index: number) => `{ a: { contains: [x${index}, y], endsWith: [z${index}, w] } }`],
  ['includes', (index: number) => `{ a: { includesAny: [x${index}, y] } }`],
])('a condition with more ways to be met than can be counted ends, and nothing is said of it (%s)', async (_, part) => {
  const when = `{ all: [${Array.from({ length: 70 }, (__, index) => part(index)).join(', ')}] }`
  expect(await codes(when)).toEqual([])
})
