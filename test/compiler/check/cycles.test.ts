import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Report } from '../../../compiler/diagnostics/report.ts'
import { check } from '../../../compiler/check/check.ts'
import { link } from '../../../compiler/link/link.ts'
import type { Declaration } from '../../../compiler/model/declarations.ts'
import { Located } from '../../../compiler/source/source.ts'
import type { FlagInput } from '../../../schema/types.ts'
import { compileText, only } from '../../support/compile.ts'

const environments = 'environments: { production: {} }\n'
const names = {
  environments: new Set<string>(),
  users: new Set<string>(),
  groups: new Set<string>(),
  attributes: new Set<string>(),
  flags: new Set<string>(),
}

/** Links and checks flags that have nothing but dependencies; returns the circles told. */
function circles(dependsOn: Readonly<Record<string, string[]>>) {
  const report = new Report()
  const flags = Object.entries(dependsOn).map(([key, parents]): Declaration<FlagInput> => {
    const file = { path: `flags/${key}.yaml`, text: '' }
    return { key, declared: new Located({ dependsOn: parents }, file, ['flags', key]) }
  })
  const broken = { ...names, anyName: false }
  const model = link(
    { environments: [], users: [], groups: [], attributes: [], flags, assignments: [], broken },
    report,
  )
  check(model, report, 0)
  return report.diagnostics.filter(({ code }) => code === 'dependency-cycle')
}

test('a circle that does not pass through the first flag is found, told once, and ends', () => {
  const found = circles({ a: ['b'], b: ['c'], c: ['b'] })
  expect(found.map(({ message }) => message)).toEqual(['`b` → `c` → `b` is a circle'])
})

test('every step of a circle over several files is shown with its place', async () => {
  const cycle = only(
    'dependency-cycle',
    await compileText({
      'flags/a.yaml': `${environments}flags: { a: { dependsOn: [b] } }`,
      'flags/b.yaml': 'flags: { b: { dependsOn: [{ flag: c, variants: [on] }] } }',
      'flags/c.yaml': 'flags: { c: { dependsOn: [a] } }',
    }),
  )
  expect(cycle.message).toBe('`a` → `b` → `c` → `a` is a circle')
  expect([cycle.where, ...cycle.related.map(({ where }) => where)]).toMatchObject([
    { file: { path: 'flags/a.yaml' }, path: ['flags', 'a', 'dependsOn', 0] },
    { file: { path: 'flags/b.yaml' }, path: ['flags', 'b', 'dependsOn', 0, 'flag'] },
    { file: { path: 'flags/c.yaml' }, path: ['flags', 'c', 'dependsOn', 0] },
  ])
})

test('two circles are told apart, and two that share a flag are told as one knot', () => {
  expect(circles({ a: ['b'], b: ['a'], c: ['d'], d: ['c'] })).toHaveLength(2)
  const [knot, ...others] = circles({ a: ['b', 'c'], b: ['a'], c: ['d'], d: ['a'] })
  expect(others).toEqual([])
  expect(knot?.message).toBe('`a` → `b` → `a` is a circle')
  expect(knot?.help).toContain('4 flags are knotted together')
})

test('a circle over 20,000 flags is found, with the place of every step', () => {
  const ring = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`flag-${index}`, [`flag-${(index + 1) % 20_000}`]]),
  )
  const [circle] = circles(ring)
  expect(circle?.related).toHaveLength(19_999)
  expect(circle?.message.length).toBeLessThan(2000)
})

const edges = fc.uniqueArray(
  fc.tuple(fc.nat(30), fc.nat(30)).filter(([child, parent]) => child > parent),
  {
    selector: (edge) => edge.join(),
    minLength: 1,
  },
)

function graph(pairs: readonly (readonly [number, number])[]) {
  const flags: Record<string, string[]> = Object.fromEntries(
    Array.from({ length: 31 }, (_, index) => [`f${index}`, []]),
  )
  for (const [child, parent] of pairs) flags[`f${child}`]?.push(`f${parent}`)
  return flags
}

test('flags that depend on earlier ones only are never called a circle; one edge back always makes one', () => {
  fc.assert(
    fc.property(edges, fc.nat(), (pairs, pick) => {
      expect(circles(graph(pairs))).toEqual([])
      const [child, parent] = pairs[pick % pairs.length] as [number, number]
      expect(circles(graph([...pairs, [parent, child]]))).toHaveLength(1)
    }),
  )
})
