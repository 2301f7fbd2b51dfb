import { expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'

const ground = `environments: { production: {} }
users: { alice: {}, bob: {}, carol: {} }
`

async function told(groups: string, flags = ''): Promise<readonly string[]> {
  const { told } = await compileText(
    `${ground}groups: { ${groups} }\nflags: { use: { assignments: { production: [{ everyone: true, when: { group: [${names(groups)}] } }] } }, ${flags} }\n`,
  )
  return told.map((line) => line.split(':')[0] ?? '')
}

/** The names at the first level. */
function names(groups: string): string {
  return [...groups.matchAll(/(?:^|\}, )(\w+): \{/g)].map(([, name]) => name).join(', ')
}

test('a circle of groups is told once, with every step, through conditions too', async () => {
  const compiled = await compileText(`${ground}groups:
  a: { groups: [b] }
  b: { members: [alice], when: { any: [{ not: { group: [c] } }, { country: NL }] } }
  c: { groups: [a] }
  d: { groups: [d] }
`)
  const found = compiled.diagnostics.filter(({ code }) => code === 'group-cycle')
  expect(found.map(({ message }) => message).sort()).toEqual([
    'the group `a` → `b` → `c` → `a` is a circle',
    'the group `d` → `d` names itself',
  ])
  const circle = found.find(({ related }) => related.length > 0)
  expect([circle?.where, ...(circle?.related ?? []).map(({ where }) => where)]).toMatchObject([
    { path: ['groups', 'a', 'groups', 0] },
    { path: ['groups', 'b', 'when', 'any', 0, 'not', 'group', 0] },
    { path: ['groups', 'c', 'groups', 0] },
  ])
})

test('a chain of 20,000 groups and a circle of as many end quickly', async () => {
  const chain = (end: string): string =>
    `${ground}groups:\n${Array.from({ length: 20_000 }, (_, index) => `  g${index}: { groups: [g${index + 1}] }\n`).join('')}  g20000: ${end}\n`
  const straight = await compileText(chain('{ members: [alice], exclude: [bob] }'))
  expect(straight.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'group-depth',
  ])
  const circle = only('group-cycle', await compileText(chain('{ groups: [g0] }')))
  expect(circle.related).toHaveLength(20_000)
  expect(circle.message.length).toBeLessThan(2000)
})

test.each([
  ['a: { members: [alice], exclude: [bob] }', ['group-exclude-idle']],
  ['a: { members: [alice, bob], exclude: [bob] }', ['group-exclude-idle']],
  ['a: { when: { country: NL }, exclude: [bob] }', []],
  ['b: { members: [bob] }, a: { groups: [b], exclude: [bob] }', []],
  ['b: { members: [alice] }, a: { groups: [b], exclude: [bob] }', ['group-exclude-idle']],
  ['b: { when: { country: NL } }, a: { groups: [b], exclude: [bob] }', []],
  ['b: { when: { country: NL }, exclude: [bob] }, a: { groups: [b], exclude: [bob] }', ['group-exclude-idle']],
])('%s: excluding somebody is %j', async (groups, expected) => {
  expect(await told(groups)).toEqual(expected)
})

test.each([
  ['a: { when: { country: NL } }', []],
  ['b: { members: [alice] }, a: { groups: [b] }', []],
  ['a: { members: [] }', ['empty-group']],
])('%s is %j', async (groups, expected) => {
  expect(await told(groups)).toEqual(expected)
})

test('a group is used by an assignment, by a condition, or by another group', async () => {
  const compiled = await compileText(`${ground}groups:
  a: { members: [alice] }
  b: { members: [alice] }
  c: { groups: [a], when: { group: b } }
  d: { members: [bob] }
flags: { x: { assignments: { production: [{ when: { not: { group: c } } }] } } }
`)
  expect(compiled.told).toEqual(['unused-group: no assignment, no group and no condition names the group `d`'])
})

const pair = (parent: string, child: string): string =>
  `parent: { assignments: { production: [${parent}] } }, child: { dependsOn: [parent], assignments: { production: [${child}] } }`

test.each([
  ['{ group: eu }', '{ user: alice }', []],
  ['{ group: eu }', '{ user: bob }', ['uncovered-audience']],
  ['{ user: alice, when: { country: NL } }', '{ user: alice }', []],
  ['{ user: alice, rollout: 0 }', '{ user: alice }', ['never-on']],
  ['{ user: alice, rollout: 10 }', '{ user: alice }', []],
  ['{ user: alice, serve: off, when: { country: NL } }, { everyone: true }', '{ user: alice }', []],
  ['{ user: alice, serve: { on: 50, off: 50 } }', '{ user: alice }', []],
  ['{ user: alice, serve: { on: 0, off: 100 } }', '{ user: alice }', ['never-on']],
  ['{ group: staff }', '{ group: crew }', ['uncovered-audience']],
  ['{ group: crew }', '{ group: staff }', []],
])('parent %s, child %s is %j', async (parent, child, expected) => {
  const groups =
    'eu: { when: { country: [NL, DE] }, exclude: [bob] }, staff: { members: [alice] }, crew: { groups: [staff], members: [carol] }'
  expect(await told(groups, pair(parent, child))).toEqual(expected)
})
