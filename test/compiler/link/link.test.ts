import { describe, expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'

const ground = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {} }
groups: { beta: { members: [alice] } }
`

describe('what a flag becomes', () => {
  test('a flag that says nothing is a boolean that is enabled, with the variants on and off', async () => {
    const { model } = await compileText(`${ground}flags: { dark-mode: {} }`)
    expect(model.flags.get('dark-mode')).toMatchObject({
      type: 'boolean',
      variants: [
        { name: 'on', json: 'true' },
        { name: 'off', json: 'false' },
      ],
      off: 'off',
      on: 'on',
      enabled: true,
      client: false,
      expires: undefined,
    })
  })

  test.each([
    ['integer', '1', '1'],
    ['float', '1', '1.0'],
    ['float', '-0.5', '-0.5'],
    ['float', '1e21', '1e+21'],
    ['float', '1e20', '100000000000000000000.0'],
    ['string', "'1'", '"1"'],
    ['object', '{ a: [1, null] }', '{"a":[1,null]}'],
  ])('a variant of type %s that is written %s is the JSON text %s', async (type, written, json) => {
    const zero = { integer: '0', float: '0', string: "''", object: '{}' }[type]
    const text = `${ground}flags: { page: { type: ${type}, variants: { v: ${written}, o: ${zero} }, off: o } }`
    const { model } = await compileText(text)
    expect(model.flags.get('page')?.variants[0]).toEqual({ name: 'v', json })
    expect(JSON.parse(json)).toBeDefined()
  })

  test.each([
    ['boolean', "'true'"],
    ['string', '1'],
    ['integer', '1.5'],
    ['integer', "'1'"],
    ['float', "'1.5'"],
    ['object', 'null'],
  ])('a flag of type %s may not have the value %s', async (type, written) => {
    const text = `${ground}flags: { page: { type: ${type}, variants: { v: ${written} }, off: v } }`
    const variant = only('variant-type', await compileText(text))
    expect(variant.where).toMatchObject({ path: ['flags', 'page', 'variants', 'v'] })
  })

  test('an assignment that does not say what it serves serves the only variant that is not off', async () => {
    const { model } = await compileText(
      `${ground}flags: { color: { type: string, variants: { a: red, b: blue }, off: b, assignments: { staging: everyone } } }`,
    )
    const lists = [...(model.flags.get('color')?.assignments.values() ?? [])]
    expect(lists[0]?.assignments).toMatchObject([{ everyone: true, serve: 'a', users: [], groups: [] }])
  })

  test('flags and environments keep the order of reading, files by path', async () => {
    const { model } = await compileText({
      'b.yaml': 'flags: { one: {} }',
      'a.yaml': `${ground}flags: { two: {}, three: {} }`,
    })
    expect([...model.flags.keys()]).toEqual(['two', 'three', 'one'])
    expect([...model.environments.values()].map(({ key, position }) => [key, position])).toEqual([
      ['staging', 0],
      ['production', 1],
    ])
  })
})

describe('one mistake is told once', () => {
  test('names whose own definition is broken are not unknown', async () => {
    const { told } = await compileText(`environments: { staging: {}, production: { protected: 7 } }
users: { alice: { id: none }, bob: {} }
groups: { beta: { member: [bob] }, crew: { members: [alice, bob] } }
flags:
  payments: { enabled: maybe }
  checkout:
    dependsOn: [payments]
    disabledIn: [production]
    assignments: { staging: [{ user: alice }, { group: beta }, { group: crew }] }
assignments: { production: { payments: everyone } }
`)
    expect(told.filter((line) => line.startsWith('unknown') && !line.startsWith('unknown-field'))).toEqual([])
    expect(told).toHaveLength(4)
  })

  test('when a file cannot be read, names that may stand in it are not unknown', async () => {
    const { told } = await compileText({
      'flags/a.yaml': `environments: { production: {} }\nflags: { a: { dependsOn: [b], assignments: { staging: [{ group: g }] } } }`,
      'flags/b.yaml': 'flags: { b: [',
    })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^yaml-syntax/)
  })

  test('a group is not called unused because the assignment that names it could not be linked', async () => {
    const flag = 'checkout: { assignments: { prodution: [{ group: beta }] } }'
    expect((await compileText(`${ground}flags: { ${flag} }`)).told).toEqual([
      'unknown-environment: there is no environment `prodution`',
    ])
  })

  test('a child is not called never on because the list of its parent could not be linked', async () => {
    const { told } = await compileText(`${ground}flags:
  payments: { assignments: { production: [{ group: betta }] } }
  checkout: { dependsOn: [payments], assignments: { production: [{ group: beta }] } }
`)
    expect(told).toEqual(['unknown-group: there is no group `betta`'])
  })

  test('a wrong environment above many lists is told once', async () => {
    const { told } = await compileText(`${ground}flags: { a: {}, b: {} }
assignments: { live: { a: [{ group: beta }], b: everyone } }
`)
    expect(told).toEqual(['unknown-environment: there is no environment `live`'])
  })

  test('without any environment that is said once, and not for every name', async () => {
    const { told } = await compileText('flags: { a: { disabledIn: [x], assignments: { y: everyone } }, b: {} }')
    expect(told).toEqual(['no-environment: there are flags, but no environments to evaluate them in'])
  })
})

describe('what is said', () => {
  test('the second of two declarations is told, with the place of the first, and its own mistakes too', async () => {
    const compiled = await compileText({
      'flags/a.yaml': `${ground}flags: { checkout: { assignments: { production: [{ group: beta }] } } }`,
      'flags/b.yaml': 'flags: { checkout: { dependsOn: [nothing] } }',
    })
    expect(only('duplicate-declaration', compiled)).toMatchObject({
      where: { file: { path: 'flags/b.yaml' }, path: ['flags', 'checkout'], on: 'key' },
      related: [{ where: { file: { path: 'flags/a.yaml' } } }],
    })
    expect(compiled.told.map((line) => line.split(':')[0])).toEqual(['duplicate-declaration', 'unknown-flag'])
  })

  test('a list may not stand in two sections of two files either', async () => {
    const compiled = await compileText({
      'flags/a.yaml': `${ground}flags: { checkout: {} }\nassignments: { production: { checkout: [{ group: beta }] } }`,
      'flags/b.yaml': 'assignments: { production: { checkout: everyone } }',
    })
    expect(only('second-home', compiled)).toMatchObject({
      where: { file: { path: 'flags/b.yaml' }, path: ['assignments', 'production', 'checkout'] },
      related: [{ where: { file: { path: 'flags/a.yaml' } } }],
    })
  })

  test('who takes a group for a user, or flags for environments, is told which is which', async () => {
    const mixed = `${ground}flags: { a: { assignments: { production: [{ user: beta }, { groups: [bob, beta] }] } } }`
    expect((await compileText(mixed)).diagnostics.map(({ help }) => help)).toEqual(
      expect.arrayContaining(['`beta` is a group: write `group: beta`', '`bob` is a user: write `user: bob`']),
    )
    const turned = await compileText(`${ground}flags: { a: {} }\nassignments: { a: { production: everyone } }`)
    expect(turned.told).toEqual(['unknown-environment: there is no environment `a`'])
    expect(only('unknown-environment', turned).help).toBe('`a` is a flag: the order is environment, flag, list')
  })

  test.each([
    ['prod', 'did you mean `production`?'],
    ['stagign', 'did you mean `staging`?'],
    ['qa', 'the environments are `staging` and `production`'],
  ])('for the unknown environment %s: %s', async (name, help) => {
    const text = `${ground}flags: { a: { assignments: { ${name}: [{ group: beta }] } } }`
    expect(only('unknown-environment', await compileText(text)).help).toBe(help)
  })

  test('a boolean with variants of its own has to say which of them is off', async () => {
    const text = `${ground}flags: { a: { variants: { yes: true, no: false } } }`
    expect(only('variants-missing', await compileText(text)).help).toContain('add `off:`')
  })

  test('a flag with nothing to serve but its off variant is told so', async () => {
    const text = `${ground}flags: { a: { type: string, variants: { x: y }, off: x, assignments: { production: everyone } } }`
    expect(only('serve-missing', await compileText(text)).message).toContain('no variant to serve but `x`')
  })

  test('ten thousand wrong names are all told', async () => {
    const wrong = Array.from({ length: 10_000 }, (_, index) => `nobody-${index}-at-all`)
    const users = Array.from({ length: 10_000 }, (_, index) => `somebody-${index}-of-many: {}`)
    const { diagnostics } = await compileText(
      `users: { ${users.join(', ')} }\ngroups: { g: { members: [${wrong.join(', ')}] } }`,
    )
    expect(diagnostics.filter(({ code }) => code === 'unknown-member')).toHaveLength(10_000)
  })
})

describe('one mistake is told once', () => {
  test('a flag whose variants are wrong is not unknown to those who name it', async () => {
    const text = `${ground}flags: { a: { type: integer, variants: { x: 1, y: z }, off: x }, b: { dependsOn: [a] } }\nassignments: { production: { a: everyone } }`
    expect((await compileText(text)).told).toEqual(['variant-type: the variant `y` of `a` is not a whole number'])
  })

  test('a forgotten type is one mistake, however many variants there are', async () => {
    const text = `${ground}flags: { a: { variants: { x: 1, y: 2, z: 3 }, off: x } }`
    const { help, message } = only('variant-type', await compileText(text))
    expect(message).toBe('the variants `x`, `y` and `z` of `a` are not `true` or `false`')
    expect(help).toContain('`type: integer`')
  })

  test('a flag that depends on itself twice', async () => {
    expect((await compileText('environments: { p: {} }\nflags: { a: { dependsOn: [a, a] } }')).told).toEqual([
      'self-dependency: `a` depends on itself',
    ])
  })
})

describe('what was meant', () => {
  const prices = `${ground}flags: { a: { type: string, variants: { classic: old-page, new: new-page }, off: classic`

  test('the value of a variant instead of its name', async () => {
    const text = `${prices}, assignments: { production: [{ everyone: true, serve: new-page }] } } }`
    expect(only('unknown-variant', await compileText(text)).help).toBe('did you mean `new`, whose value it is?')
    const off = await compileText(`${prices.replace('off: classic', 'off: old-page')} } }`)
    expect(only('unknown-variant', off).help).toBe('did you mean `classic`, whose value it is?')
  })

  test('a group among the members of a group', async () => {
    const text = `${ground.trimEnd().slice(0, -2)}, all: { members: [beta] } }`
    expect(only('unknown-member', await compileText(text)).help).toBe('`beta` is a group: write it under `groups:`')
  })

  test.each([
    ['2027-3-1T00:00:00Z', '2027-03-01T00:00:00Z'],
    ['2027/03/31 10:00 UTC', '2027-03-31T10:00:00Z'],
    ['2027-03-31T00:00:00+0100', '2027-03-31T00:00:00+01:00'],
    ['2027-03-31T00:00:00+01', '2027-03-31T00:00:00+01:00'],
    ['2027-03-31 10:00:00 +01:00', '2027-03-31T10:00:00+01:00'],
  ])('the instant %s in another spelling', async (written, meant) => {
    const text = `${ground}flags: { a: { expires: '${written}' } }`
    expect(only('impossible-instant', await compileText(text)).help).toBe(`did you mean \`${meant}\`?`)
  })

  test.each(['31-03-2027', '2027-02-30T00:00:00+0100', 'never', '1806451200'])('%s is not guessed', async (written) => {
    const text = `${ground}flags: { a: { expires: '${written}' } }`
    expect(only('impossible-instant', await compileText(text)).help).toContain('write date, time and offset')
  })
})

describe('what could not be read is not held against the rest', () => {
  const parts = (payments: string) => ({
    'flags/a.yaml': `environments: { p: {} }\nflags: { a: {}, b: { dependsOn: [a], assignments: { p: everyone } } }`,
    'flags/p.yaml': payments,
  })

  test('assignments in a file that is not YAML may be those of any flag', async () => {
    expect((await compileText(parts('assignments: { p: { a: everyone'))).told.map((one) => one.split(':')[0])).toEqual([
      'yaml-syntax',
    ])
  })

  test('so may those in a second section of one name', async () => {
    const twice = 'assignments:\n  p:\n    c: everyone\nassignments:\n  p:\n    a: everyone\n'
    expect((await compileText(parts(twice))).told).toEqual([
      'duplicate-key: `assignments` is written twice in the same map',
    ])
  })

  test('a group that is indented into its neighbour is not unknown', async () => {
    const text = `environments: { p: {} }
users: { alice: {} }
groups:
  one:
    members: [alice]
    two:
    members: [alice]
  three:
    members: [alice]
    four: { members: [alice] }
flags: { a: { assignments: { p: [{ groups: [two, four] }] } } }`
    expect((await compileText(text)).told.map((one) => one.split(':')[0])).toEqual(['duplicate-key', 'unknown-field'])
  })

  test('variants keep the order they are written in, numbers among them', async () => {
    const text = `${ground}flags: { a: { type: string, variants: { b: x, '10': y, '2': z }, off: b } }`
    const { model } = await compileText(text)
    expect(model.flags.get('a')?.variants.map(({ name }) => name)).toEqual(['b', '10', '2'])
  })
})
