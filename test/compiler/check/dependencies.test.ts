import { describe, expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'

const ground = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {}, carol: {} }
groups: { beta: { members: [alice, bob] }, crew: { members: [bob, carol] } }
flags:
  use: { assignments: { staging: [{ groups: [beta, crew] }] } }
`

/** A parent and a child that depends on it, both as their maps are written. */
async function pair(parent: string, child: string, dependency = 'parent') {
  return compileText(`${ground}  parent: { ${parent} }\n  child: { dependsOn: [${dependency}], ${child} }\n`)
}

const everywhere = 'assignments: { staging: everyone, production: everyone }'

describe('a child can never be on', () => {
  test.each([
    ['is disabled', `enabled: false, ${everywhere}`, '`staging` and `production`'],
    ['is disabled there', `disabledIn: [production], ${everywhere}`, '`production`'],
    ['has expired', `expires: 2026-01-01T00:00:00Z, ${everywhere}`, '`staging` and `production`'],
    ['has no assignments there', 'assignments: { staging: everyone }', '`production`'],
    ['is assigned to nobody there any more', 'assignments: { staging: everyone, production: [] }', '`production`'],
    [
      'is assigned to nobody there any more',
      'assignments: { staging: everyone, production: [{ user: bob, expires: 2026-05-31T00:00:00Z }, { group: beta, serve: off }] }',
      '`production`',
    ],
  ])('when its parent %s (%s)', async (words, parent, environments) => {
    const found = only('never-on', await pair(parent, everywhere))
    expect(found.message).toBe(`\`child\` can never be on in ${environments}: its parent \`parent\` ${words}`)
    expect(found.related.length).toBeGreaterThan(0)
  })

  test('when a parent of its parent is disabled, with the whole way to the cause', async () => {
    const compiled = await compileText(`${ground}  root: { enabled: false, ${everywhere} }
  parent: { dependsOn: [root], assignments: { production: everyone } }
  child: { dependsOn: [parent], assignments: { production: everyone } }
`)
    const [first, second] = compiled.diagnostics.filter(({ code }) => code === 'never-on')
    expect(first?.message).toContain('its parent `root` is disabled')
    expect(second?.message).toContain('its parent `parent` can never be on there itself')
    expect(second?.related.map(({ message }) => message)).toEqual(['`parent` depends on `root`', '`root` is disabled'])
  })

  test('when its parent never serves the variant it waits for', async () => {
    const parent =
      'type: string, variants: { a: x, b: y, c: z }, off: a, assignments: { production: [{ everyone: true, serve: c }] }'
    const child = 'assignments: { production: everyone }'
    const told = only('never-on', await pair(parent, child, '{ flag: parent, variants: [b] }'))
    expect(told.message).toContain('its parent `parent` never serves `b` there')
  })

  test.each([
    ['the child is disabled itself', 'enabled: false', `enabled: false, ${everywhere}`],
    ['the child is disabled there itself', 'enabled: false', `disabledIn: [staging, production], ${everywhere}`],
    ['the child has no assignments', 'enabled: false', 'tags: [x]'],
    ['the child has expired', 'enabled: false', `expires: 2026-01-01T00:00:00Z, ${everywhere}`],
    [
      'the parent starts later',
      `assignments: { staging: everyone, production: [{ everyone: true, starts: 2027-01-01T00:00:00Z }] }`,
      everywhere,
    ],
  ])('but not when %s', async (_, parent, child) => {
    const { diagnostics } = await pair(parent, child)
    expect(diagnostics.filter(({ code }) => code === 'never-on')).toEqual([])
  })

  test('but not when it accepts the off variant of its parent', async () => {
    const compiled = await pair('enabled: false', everywhere, '{ flag: parent, variants: [off] }')
    expect(compiled.told).toEqual([])
  })

  test('and flags inside or below a circle are left alone', async () => {
    const { told } = await compileText(`${ground}  a: { dependsOn: [b], ${everywhere} }
  b: { dependsOn: [a], ${everywhere} }
  c: { dependsOn: [a], ${everywhere} }
`)
    expect(told).toEqual(['dependency-cycle: `a` → `b` → `a` is a circle'])
  })
})

const lists = (parent: string, child: string, dependency?: string) =>
  pair(`assignments: { production: [${parent}] }`, `assignments: { production: [${child}] }`, dependency)

describe('an audience that the parent does not cover', () => {
  test.each([
    ['{ group: beta }', '{ user: carol }', '`carol` is assigned'],
    ['{ user: alice }', '{ group: beta }', '`bob` of the group `beta` is assigned'],
    ['{ user: carol }', '{ group: beta }', 'the group `beta` is assigned'],
    ['{ user: bob, serve: off }, { everyone: true }', '{ users: [alice, bob] }', '`bob` is assigned'],
    ['{ group: crew, serve: off }, { group: beta }', '{ group: beta }', '`bob` of the group `beta` is assigned'],
    ['{ group: beta, expires: 2026-01-01T00:00:00Z }, { user: carol }', '{ user: alice }', '`alice` is assigned'],
    [
      '{ user: carol }',
      '{ user: alice, group: crew }',
      '`alice` is assigned and `bob` of the group `crew` is assigned',
    ],
  ])('parent %s, child %s', async (parent, child, words) => {
    const found = only('uncovered-audience', await lists(parent, child))
    expect(found.message).toBe(`${words} \`child\` in \`production\`, but not its parent \`parent\``)
  })

  test.each([
    ['{ everyone: true }', '{ users: [alice, bob] }, { group: crew }'],
    ['{ group: beta }', '{ group: beta }, { user: bob }'],
    ['{ user: alice }, { user: bob }', '{ group: beta }'],
    ['{ groups: [crew, beta] }', '{ group: beta }, { user: carol }'],
    ['{ user: alice, group: crew }', '{ group: beta }'],
    ['{ group: beta }', '{ everyone: true }'],
    ['{ group: beta }', '{ user: carol, serve: off }'],
    ['{ group: beta }', '{ user: carol, expires: 2026-01-01T00:00:00Z }, { user: bob }'],
    ['{ group: beta, serve: off, expires: 2027-01-01T00:00:00Z }, { everyone: true }', '{ group: beta }'],
    ['{ user: bob, starts: 2027-01-01T00:00:00Z }', '{ user: bob }'],
    ['{ user: bob }, { group: crew, serve: off }', '{ user: bob }'],
  ])('is not told for parent %s, child %s', async (parent, child) => {
    expect((await lists(parent, child)).diagnostics.filter(({ code }) => code === 'uncovered-audience')).toEqual([])
  })

  test('counts only the variants that the child waits for', async () => {
    const parent =
      'type: string, variants: { a: x, b: y, c: z }, off: a, assignments: { production: [{ user: alice, serve: c }, { group: beta, serve: b }] }'
    const child = 'assignments: { production: [{ group: beta }] }'
    const found = only('uncovered-audience', await pair(parent, child, '{ flag: parent, variants: [b] }'))
    expect(found.message).toContain('`alice` of the group `beta` is assigned')
  })
})

const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(', ')

test('a flag with thousands of parents in thousands of environments does not stop the run', async () => {
  const { told } = await compileText(`environments: { ${many(3000, (i) => `e${i}: {}`)} }
flags:
  ${many(3000, (i) => `f${i}: {}`).replaceAll(', ', '\n  ')}
  child: { dependsOn: [${many(3000, (i) => `f${i}`)}], assignments: { ${many(3000, (i) => `e${i}: everyone`)} } }
`)
  expect(told).toHaveLength(3000)
})
