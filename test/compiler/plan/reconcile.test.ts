import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../compiler/model/canonical-json.ts'
import { changedFields } from '../../../compiler/model/change.ts'
import { type LiveRow, type Row, type Table, tables, type WantedRow } from '../../../compiler/model/rows.ts'
import { diff } from '../../../compiler/plan/diff.ts'
import { reconcile } from '../../../compiler/plan/reconcile.ts'
import { missingReferences } from '../../../compiler/plan/references.ts'
import { applied, threeStates, type Three } from '../../support/random-states.ts'

/** Fields that a person can only mean together. */
const together = [
  ['flag_type', 'variants', 'off_variant'],
  ['variant', 'weights'],
  ['user_keys', 'group_names', 'everyone', 'condition'],
]

const numRuns = 500

test('when nobody has touched the database, the goal is what git wants, and nothing drifts', () => {
  fc.assert(
    fc.property(threeStates, ({ base, wanted }) => {
      const { goal, drift } = reconcile(base, numbered(base), wanted)
      expect(goal).toEqual(wanted)
      expect(drift).toEqual([])
    }),
    { numRuns },
  )
})

test('when git has changed nothing, everything done by hand is kept and reported', () => {
  fc.assert(
    fc.property(threeStates, ({ base, live }) => {
      // a dependency by hand on a flag that git once removed hangs on what is not there
      const archived = live.feature_flags.get('a')?.fields['archived'] === true && !base.feature_flags.has('a')
      if (archived) live.flag_dependencies.clear()
      const { goal, drift } = reconcile(base, live, asWanted(base))
      expect(drift.flatMap(({ conflicts }) => conflicts)).toEqual([])
      expect(told(goal)).toEqual(told(live))
    }),
    { numRuns },
  )
})

test('when git wants what was done by hand, nothing drifts', () => {
  fc.assert(
    fc.property(threeStates, ({ base, live }) => {
      expect(reconcile(base, live, asWanted(live)).drift).toEqual([])
    }),
    { numRuns },
  )
})

test('a field is kept when only a hand changed it, and is a conflict when git changed it, too, or what belongs to it', () => {
  fc.assert(
    fc.property(threeStates, ({ base, live, wanted }) => {
      const { goal, drift } = reconcile(base, live, wanted)
      const byRow = new Map(drift.map((one) => [[one.table, ...one.key].join(' '), one]))
      for (const { table, id, row } of inAllThree({ base, live, wanted })) {
        const byHand = fieldsApart(row.base, row.live)
        const byGit = new Set(fieldsApart(row.base, row.wanted))
        const drifted = byHand.filter((field) => fieldsApart(row.live, row.wanted).includes(field))
        const found = byRow.get([table, ...row.live.key].join(' '))
        expect(found?.fields ?? []).toEqual(drifted)
        const groupOf = (field: string) => together.find((group) => group.includes(field)) ?? [field]
        const clashes = drifted.filter((field) => groupOf(field).some((one) => byGit.has(one)))
        if (!isReferenceClash(found, clashes)) expect(found?.conflicts ?? []).toEqual(clashes)
        const kept =
          found?.conflicts.length === 0 ? Object.fromEntries(drifted.map((one) => [one, row.live.fields[one]])) : {}
        expect(goal[table].get(id)?.fields).toEqual({ ...row.wanted.fields, ...kept })
      }
    }),
    { numRuns },
  )
})

test('the changes lead from the database to the goal, and no row refers to one that is missing', () => {
  fc.assert(
    fc.property(threeStates, ({ base, live, wanted }) => {
      const { goal } = reconcile(base, live, wanted)
      expect(told(applied(live, diff(live, goal)))).toEqual(told(goal))
      for (const table of tables)
        for (const { key } of goal[table].values())
          expect(missingReferences(table, key, goal), key.join(' ')).toEqual([])
    }),
    { numRuns },
  )
})

/** A row that would hang on something that is missing clashes as a whole. */
function isReferenceClash(
  found: { fields: readonly string[]; conflicts: readonly string[] } | undefined,
  clashes: readonly string[],
) {
  return found !== undefined && clashes.length === 0 && found.conflicts.length === found.fields.length
}

function numbered(rows: Three['base']): Three['live'] {
  return mapped(rows, (row): LiveRow => ({ ...row, id: '1' }))
}

function asWanted(rows: Three['base']): Three['wanted'] {
  return mapped(rows, ({ key, fields }): WantedRow => ({
    key,
    fields,
    because: { file: { path: '', text: '' }, path: [], on: 'value' },
  }))
}

function mapped<A, B>(rows: Record<Table, Map<string, A>>, change: (row: A) => B): Record<Table, Map<string, B>> {
  const entries = tables.map((table) => [table, new Map([...rows[table]].map(([id, row]) => [id, change(row)]))])
  return Object.fromEntries(entries) as Record<Table, Map<string, B>>
}

function fieldsApart(a: Row, b: Row): string[] {
  return changedFields({ before: a.fields, after: b.fields })
}

function* inAllThree({ base, live, wanted }: Three) {
  for (const table of tables)
    for (const [id, one] of live[table]) {
      const [was, shall] = [base[table].get(id), wanted[table].get(id)]
      if (was && shall) yield { table, id, row: { base: was, live: one, wanted: shall } }
    }
}

/** Rows as text, without what hangs on a flag that is archived. */
function told(rows: Readonly<Record<Table, ReadonlyMap<string, Row>>>): string[] {
  const gone = (flag: string | undefined) => rows.feature_flags.get(flag ?? '')?.fields['archived'] !== false
  return tables.flatMap((table) =>
    [...rows[table].values()]
      .filter(({ key }) => !/^(?:flag_|feature_)/.test(table) || !gone(key[0]))
      .map(({ key, fields }) => `${table} ${key.join(' ')} ${canonicalJson(fields)}`)
      .sort(),
  )
}
