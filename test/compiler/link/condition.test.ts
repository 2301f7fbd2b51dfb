import { describe, expect, test } from 'vitest'
import { assignmentsOf, pointedAt, told } from './told.ts'

const flag = (when: string) =>
  `environments: { p: {} }\ngroups: { crew: { when: { x: 1 } } }\nflags: { a: { assignments: { p: [{ when: ${when} }] } } }`

async function conditionOf(when: string) {
  const [assignment] = await assignmentsOf(flag(when))
  return assignment?.when
}

const plain = { ignoreCase: false, negate: false, parse: false, loose: false }

describe('what a condition becomes', () => {
  test.each([
    ['{ x: NL }', { equals: 'NL' }],
    ['{ x: 1.0 }', { equals: 1 }],
    ['{ x: [NL, 2, true] }', { in: ['NL', 2, true] }],
    ['{ x: [] }', { in: [] }],
    ['{ x: { startsWith: a } }', { startsWith: ['a'] }],
    ['{ x: { includesAny: 1, includesAll: [a, b] } }', { includesAny: [1], includesAll: ['a', 'b'] }],
    ['{ x: { equals: [1, { a: b }] } }', { equals: [1, { a: 'b' }] }],
    ['{ x: { before: 2027-01-01T00:00:00+01:00 } }', { before: Date.parse('2026-12-31T23:00:00Z') }],
    ['{ x: { inCidr: [10.0.0.0/8, "2001:db8::/32"] } }', { inCidr: ['10.0.0.0/8', '2001:db8::/32'] }],
    ['{ x: { matches: "^a+$" } }', { matches: ['^a+$'] }],
    ['{ x: { exists: false } }', { exists: false }],
  ])('%s', async (when, expected) => {
    expect(await conditionOf(when)).toMatchObject({ kind: 'attribute', attribute: 'x', test: expected, ...plain })
  })

  test('modifiers that are written as false are off', async () => {
    expect(await conditionOf('{ x: { equals: a, negate: true, ignoreCase: false } }')).toMatchObject({
      test: { equals: 'a' },
      negate: true,
      ignoreCase: false,
    })
  })

  test('several attributes must all hold; combinators and groups stand beside them', async () => {
    const when = '{ x: 1, a.b: 2, any: [{ y: 1 }, { all: [] }], not: { group: [crew] }, group: crew }'
    expect(await conditionOf(when)).toMatchObject({
      kind: 'all',
      conditions: [
        { kind: 'attribute', attribute: 'x' },
        { kind: 'attribute', attribute: 'a.b' },
        { kind: 'any', conditions: [{ attribute: 'y' }, { kind: 'all', conditions: [] }] },
        { kind: 'not', condition: { kind: 'group', groups: [{ thing: { key: 'crew' } }] } },
        { kind: 'group', groups: [{ thing: { key: 'crew' } }] },
      ],
    })
  })

  test('a condition alone stands for everyone who meets it, beside a name it narrows', async () => {
    const text = `environments: { p: {} }\nusers: { bob: {} }\nflags: { a: { assignments: { p: [{ when: { x: 1 } }, { user: bob, when: { x: 1 } }] } } }`
    expect(await assignmentsOf(text)).toMatchObject([
      { everyone: true, users: [] },
      { everyone: false, users: [{ thing: { key: 'bob' } }] },
    ])
  })
})

describe('a condition that asks for nothing', () => {
  test.each([
    ['{}', 'this condition asks for nothing', '{}'],
    ['{ not: {} }', 'this condition asks for nothing', '{}'],
    ['{ x: {} }', 'nothing is asked of `x`', 'x'],
    ['{ x: { negate: true } }', 'nothing is asked of `x`: `negate` only says how to compare', 'x'],
    ['{ x: { parse: true, loose: true } }', '`parse` and `loose` only say how to compare', 'x'],
  ])('%s', async (when, message, place) => {
    expect((await told(flag(when), /^empty/))[0]).toContain(message)
    expect(await pointedAt(flag(when), /^empty/)).toEqual([place])
  })
})

describe('operands', () => {
  test.each([
    ['{ matches: "(?=a)b" }', 'it has no `(?=` | ask in two conditions, one of them under `not:`'],
    ['{ matches: "(?<!a)b" }', 'it has no `(?<!` | ask in two conditions'],
    ['{ matches: "(a" }', 'a `)` is missing'],
    ['{ matches: "a)" }', 'a `)` closes nothing'],
    ['{ matches: "*" }', 'nothing stands before `*` | for “anything” write `.*`'],
    ['{ matches: "(a)\\\\1" }', 'it has no back-references such as `\\1`'],
    ['{ matches: "[z-a]" }', 'there is no class of characters `z-a`'],
    ['{ matches: "a{2000}" }', '`{2000}` cannot be counted | at most 1000 times'],
    ['{ matches: "a++" }', 'it never backtracks: take the last `+` away'],
  ])('RE2 refuses %s', async (test, says) => {
    expect((await told(flag(`{ x: ${test} }`), /^bad-regex/))[0]).toContain(says)
  })

  test('an expression that would take all memory is refused before it is compiled', async () => {
    const [said] = await told(flag(`{ x: { matches: "${'(abc){1000}'.repeat(1000)}" } }`), /^bad-regex/)
    expect(said).toContain('too large to be run at the edge')
  })

  test.each([
    ["{ semverEquals: '2.3' }", 'write `2.3.0`, or add `loose: true`'],
    ['{ semverEquals: v2.3.0 }', 'write `2.3.0`, or add `loose: true`'],
    ['{ semverEquals: ^2.3.0 }', 'there are no ranges'],
    ['{ semverLessThan: 1.2.3.4 }', 'a version has three numbers'],
    ['{ semverLessThan: 1.02.3 }', 'its numbers have no zeros in front'],
    ['{ semverLessThan: latest }', 'write three numbers such as `2.3.0`'],
  ])('%s is not a version', async (test, help) => {
    expect((await told(flag(`{ x: ${test} }`), /^bad-semver/))[0]).toContain(help)
  })

  test('loose versions are fine where they are asked for', async () => {
    expect(await told(flag('{ x: { semverEquals: v2, loose: true } }'), /semver/)).toEqual([])
  })

  test.each([
    ['10.0.0.0/33', 'after `/` stands how many bits count: 0 to 32'],
    ['"2001:db8::/129"', '0 to 128'],
    ['10.1.*', 'write `10.1.0.0/16`'],
    ['10.0.0.0/255.0.0.0', 'write how many bits the mask has'],
    ['10.0.0.1-10.0.0.9', 'write a range by its prefix'],
    ['"fe80::1%eth0"', 'leave the zone out'],
    ['010.0.0.1', 'its numbers have no zeros in front'],
    ['localhost', 'such as `10.0.0.0/8`'],
  ])('%s is not a range', async (range, help) => {
    const text = flag(`{ x: { inCidr: [10.0.0.0/8, ${range}] } }`)
    expect((await told(text, /^bad-cidr/))[0]).toContain(help)
    expect(await pointedAt(text, /^bad-cidr/)).toEqual([range])
  })

  test.each([
    ['10.1.2.3/16', '10.1.0.0/16'],
    ['2001:db8:1::1/33', '2001:db8::/33'],
    ['255.255.255.255/31', '255.255.255.254/31'],
  ])('%s is the range %s', async (written, range) => {
    const [said] = await told(flag(`{ x: { inCidr: '${written}' } }`), /^cidr/)
    expect(said).toContain(`write \`${range}\``)
  })

  test.each(['10.1.2.3', '10.1.2.3/32', '0.0.0.0/0', '::/0', '::ffff:10.0.0.0/104'])('%s is fine', async (range) => {
    expect(await told(flag(`{ x: { inCidr: '${range}' } }`), /cidr/)).toEqual([])
  })

  test('instants are read as everywhere', async () => {
    const text = flag('{ x: { after: 2027-01-01, before: 2027-02-30T00:00:00Z } }')
    expect(await pointedAt(text, /instant/)).toEqual(['2027-01-01', '2027-02-30T00:00:00Z'])
  })
})

test.each(['012', '1e3', '0x10'])('the number %s is one that people read in different ways', async (number) => {
  expect(await pointedAt(flag(`{ x: { in: [5, ${number}] } }`), /^ambiguous/)).toEqual([number])
})

test.each(['1e-7', '1e+21', '-2.5e-10', '5e-324'])('the number %s has no plainer spelling', async (number) => {
  expect(await pointedAt(flag(`{ x: { in: [5, ${number}] } }`), /^ambiguous/)).toEqual([])
})

test.each([
  ['{ equals: 5, ignoreCase: true }', 'ignoreCase'],
  ['{ equals: "5", parse: true }', 'parse'],
  ['{ startsWith: v, loose: true }', 'loose'],
])('%s has a modifier that changes nothing', async (test, modifier) => {
  expect(await pointedAt(flag(`{ x: ${test} }`), /^idle/)).toEqual([modifier])
})

test.each(['{ in: [1, a], ignoreCase: true }', '{ equals: 5, parse: true }', '{ exists: true, negate: true }'])(
  '%s has none',
  async (test) => expect(await told(flag(`{ x: ${test} }`), /^idle/)).toEqual([]),
)
