import { describe, expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'
import { assignmentsOf, pointedAt, told } from './told.ts'

const declared = `attributes:
  country: { type: string, enum: [NL, DE, FR] }
  plan: { type: string }
  seats: { type: integer }
  score: { type: float }
  beta: { type: boolean }
  appVersion: { type: semver }
  since: { type: instant }
  ip: { type: ip }
  roles: { type: list, enum: [admin, dev] }
  account: { type: object }
  device.os: { type: string }
`
const flag = (when: string, fields = '', attributes = declared) =>
  `environments: { p: {} }\n${attributes}flags: { a: { ${fields} assignments: { p: [{ when: ${when} }] } } }`

describe('names', () => {
  test.each([
    ['contry', 'did you mean `country`?'],
    ['device.model', 'there is no attribute `device.model`'],
    ['accounts.plan', 'there is no attribute `accounts.plan`'],
  ])('%s is not declared', async (name, sentence) => {
    expect((await told(flag(`{ ${name}: x }`), /^unknown/))[0]).toContain(sentence)
    expect(await pointedAt(flag(`{ any: [{ ${name}: x }] }`), /^unknown/)).toEqual([name])
  })

  test.each(['targetingKey', 'account.plan', 'account.a.b', 'device'])('%s is known', async (name) => {
    expect(await told(flag(`{ ${name}: { exists: true } }`), /^unknown/)).toEqual([])
  })

  test('as long as none is declared, all are known', async () => {
    expect(await told(flag('{ anything: 1 }', 'bucketBy: whatever,', ''), /^unknown/)).toEqual([])
  })

  test('one whose declaration is broken is not unknown', async () => {
    const text = flag('{ contry: NL }', '', 'attributes: { contry: { type: strng } }\n')
    expect(await told(text, /^(?!missing)/)).toEqual([expect.stringContaining('value-not-allowed')])
    const part = flag('{ acount.plan: x }', '', 'attributes: { acount: { type: objct } }\n')
    expect(await told(part, /^(?!missing)/)).toEqual([expect.stringContaining('value-not-allowed')])
  })

  test('what flags and assignments go by is an attribute too', async () => {
    expect(await pointedAt(flag('{ plan: x }', 'bucketBy: acount.id,'), /^unknown/)).toEqual(['acount.id'])
    expect(await told(flag('{ plan: x }', 'bucketBy: beta,'), /^attribute-type/)).toEqual([
      'attribute-type: nobody can go by `beta`: it is declared as boolean | name an attribute that is a text or a number',
    ])
  })

  test('two declarations of one attribute are told', async () => {
    const text = { 'a.yaml': flag('{ plan: x }'), 'b.yaml': 'attributes: { plan: { type: string } }' }
    const found = (await compileText(text)).told.filter((one) => one.startsWith('duplicate'))
    expect(found).toEqual(['duplicate-declaration: the attribute `plan` is declared twice'])
  })

  test('a condition knows the declaration of its attribute', async () => {
    const [assignment] = await assignmentsOf(flag('{ seats: 5 }'))
    expect(assignment?.when).toMatchObject({ declared: { key: 'seats', type: 'integer' } })
  })
})

describe('types', () => {
  test.each([
    ['{ plan: { greaterThan: 5 } }', 'add `parse: true` if its text spells a number'],
    ['{ appVersion: { greaterThanOrEquals: 5 } }', 'did you mean `semverGreaterThanOrEquals`?'],
    ['{ since: { lessThan: 5 } }', 'did you mean `before`?'],
    ['{ seats: { semverEquals: 1.0.0 } }', 'did you mean `equals`?'],
    ['{ plan: { includesAny: [a] } }', 'did you mean `in`?'],
    ['{ roles: { contains: admin } }', 'did you mean `includesAny`?'],
    ['{ seats: { startsWith: 1 } }', 'put it in quotes'],
    ['{ seats: { startsWith: a } }', 'of an integer can be asked `equals`, `notEquals`, `in`'],
  ])('%s cannot be asked', async (when, help) => {
    expect((await told(flag(when), /^(attribute|wrong)-type/))[0]).toContain(help)
  })

  test.each([
    ['{ plan: 5 }', "write `'5'`", '5'],
    ['{ plan: [a, 5] }', "write `'5'`", '5'],
    ['{ seats: "5" }', 'take the quotes away: `5`', '"5"'],
    ['{ seats: 1.5 }', 'the number `1.5` is not a whole number', '1.5'],
    ['{ beta: { equals: "true" } }', 'take the quotes away: `true`', '"true"'],
    ['{ appVersion: x }', 'the text `x` is not a version', 'x'],
    ['{ since: { equals: today } }', 'the text `today` is not an instant', 'today'],
    ['{ ip: [10.0.0.0/8] }', 'is not an IP address', '10.0.0.0/8'],
    ['{ roles: admin }', 'write a list, or ask with `includesAny`', 'admin'],
    ['{ account: pro }', 'is not a map', 'pro'],
  ])('%s is never so', async (when, sentence, place) => {
    expect((await told(flag(when), /^attribute-type/))[0]).toContain(sentence)
    expect(await pointedAt(flag(when), /^attribute-type/)).toEqual([place])
  })

  test.each([
    '{ seats: 1.0, score: 5, plan: { greaterThan: 5, parse: true }, beta: true }',
    '{ plan: { equals: 5, parse: true }, roles: [admin], account: { equals: { a: 1 } } }',
    "{ appVersion: { startsWith: '2.', notEquals: v2 }, since: { startsWith: '2027' }, ip: { equals: '::1' } }",
    '{ roles: { equals: [admin, dev] }, account: { exists: true }, score: { greaterThan: 1 } }',
  ])('%s is fine', async (when) => expect(await told(flag(when), /^attribute/)).toEqual([]))
})

describe('text that is read as something', () => {
  test.each([
    ['{ plan: { semverEquals: 1.0.0 } }', '`semverEquals` reads it as a version such as `2.3.0`', '`semver`'],
    [
      '{ plan: { after: 2027-01-01T00:00:00Z } }',
      '`after` reads it as an instant such as `2027-03-31T00:00:00Z`',
      '`instant`',
    ],
    ['{ plan: { inCidr: 10.0.0.0/8 } }', '`inCidr` reads it as an IP address', '`ip`'],
  ])('%s can be met, and is better declared', async (when, reading, type) => {
    expect(await told(flag(when), /^attribute/)).toEqual([
      `attribute-form: \`plan\` is declared as string, and ${reading} | declare it as ${type}, and values of another form are told`,
    ])
    const [assignment] = await assignmentsOf(flag(when))
    expect(assignment?.when).toMatchObject({ attribute: 'plan' })
  })

  test('a text that is declared as something else is not read so', async () => {
    expect(await told(flag('{ appVersion: { inCidr: 10.0.0.0/8 } }'), /^attribute/)).toEqual([
      expect.stringMatching(/^attribute-type: .* declared as semver/),
    ])
  })
})

describe('values', () => {
  test.each([
    ['{ country: nl }', 'upper and lower case count: write `NL`, or add `ignoreCase: true`', ['nl']],
    ['{ country: [NL, NLD] }', 'did you mean `NL`?', ['NLD']],
    ['{ country: { notIn: [XX, YY] } }', 'it can be `NL`, `DE` or `FR`', ['XX', 'YY']],
    ['{ roles: { includesAll: [admin, root] } }', 'it can be `admin` or `dev`', ['root']],
  ])('%s names a value that is never sent', async (when, help, places) => {
    expect((await told(flag(when), /^attribute-value/))[0]).toContain(help)
    expect(await pointedAt(flag(when), /^attribute-value/)).toEqual(places)
  })

  test('with ignoreCase, case does not count', async () => {
    expect(await told(flag('{ country: { equals: nl, ignoreCase: true } }'), /^attribute/)).toEqual([])
  })

  test.each([
    ['string', '[a, 5]', '5'],
    ['integer', '[1, 1.5]', '1.5'],
    ['semver', '[1.0.0, latest]', 'latest'],
    ['object', '[a]', 'a'],
  ])('an enum of type %s: %s', async (type, values, place) => {
    expect(await pointedAt(`attributes: { x: { type: ${type}, enum: ${values} } }`, /^enum-type/)).toEqual([place])
  })
})
