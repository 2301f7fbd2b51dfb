import { expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'
import { pointedAt } from './told.ts'

const ground = 'environments: { p: {} }\nusers: { alice: {}, bob: {} }\n'

test('a group may be made of members, other groups and a condition, without those it excludes', async () => {
  const { model } = await compileText(
    `${ground}groups: { all: { members: [alice], groups: [late], when: { plan: pro }, exclude: [bob] }, late: { members: [bob] } }`,
  )
  expect(model.groups.get('all')).toMatchObject({
    members: [{ user: { key: 'alice' } }],
    groups: [{ thing: { key: 'late' } }],
    when: { kind: 'attribute', attribute: 'plan' },
    exclude: [{ user: { key: 'bob' } }],
  })
  expect(model.groups.get('all')?.groups[0]?.thing).toBe(model.groups.get('late'))
})

test('groups that name each other in a circle are linked, and compiling ends', async () => {
  const { model } = await compileText(
    `${ground}groups: { a: { groups: [b] }, b: { when: { not: { group: [a, b] } } } }\nflags: { f: { assignments: { p: [{ group: a }] } } }`,
  )
  expect(model.groups.get('a')?.groups[0]?.thing).toBe(model.groups.get('b'))
  expect(model.groups.get('b')?.when).toMatchObject({
    condition: { groups: [{ thing: { key: 'a' } }, { thing: { key: 'b' } }] },
  })
})

test('names are told at their places', async () => {
  const text = `${ground}groups: { a: { members: [carol], exclude: [dave], groups: [bb], when: { group: cc } }, b: { members: [bob] } }`
  expect(await pointedAt(text, /^unknown/)).toEqual(['carol', 'dave', 'bb', 'cc'])
})

test.each([
  ['members: [b]', 'unknown-member', '`b` is a group: write it under `groups:`'],
  ['exclude: [b]', 'unknown-member', '`b` is a group: write `when: { not: { group: b } }`'],
  ['groups: [bob]', 'unknown-group', '`bob` is a user: write it under `members:`'],
])('%s', async (fields, code, help) => {
  const text = `${ground}groups: { a: { ${fields} }, b: { members: [bob] } }`
  expect(only(code, await compileText(text)).help).toBe(help)
})

test('a group whose condition could not be linked is known in part, and nothing is concluded from it', async () => {
  const { model } = await compileText(`${ground}groups: { a: { when: { x: { matches: '(' } } } }`)
  expect(model.broken.groups).toContain('a')
  expect(model.groups.get('a')).toMatchObject({ when: undefined })
})
