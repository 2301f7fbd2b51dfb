import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { adopt } from '../../../compiler/adopt/adopt.ts'
import { type Head, isRefusal } from '../../../compiler/adopt/head.ts'
import type { Drift } from '../../../compiler/model/drift.ts'
import { keyOf, type Rows } from '../../../compiler/model/rows.ts'
import { listOfKey, sameLists } from '../../../compiler/model/same-lists.ts'
import { asYaml, type YamlMap } from '../../../compiler/source/edit.ts'
import { driftBetween, handEdits } from '../../support/hand-edits.ts'
import { compileHead, headOf } from '../../support/heads.ts'
import { flagFiles } from '../../support/random-flags.ts'
import { targeting } from '../../support/random-targeting.ts'
import { hand, textOf, written } from '../../support/random-yaml.ts'

/** What is adopted is what the files say; what is not is told, and all the rest is as it was. */
function judge(head: Head, live: Rows): { adopted: number; left: number } {
  const drift = driftBetween(head.rows, live)
  const { files, adopted, left } = adopt(head, drift, 'flags', compileHead)
  expect(new Set([...adopted, ...left.map((one) => one.drift)])).toEqual(new Set(drift))
  expect(adopted.length + left.length).toBe(drift.length)
  const texts = new Map<string, string | undefined>([
    ...head.files.map(({ path, text }) => [path, text] as const),
    ...files,
  ])
  const after = headOf(Object.fromEntries([...texts].filter((one): one is [string, string] => one[1] !== undefined)))
  if (isRefusal(after)) throw new Error(after.why)
  for (const one of adopted)
    expectAdopted(one, { head: head.rows, live, after: after.rows, left: left.map(({ drift: other }) => other) })
  expectRest(drift, adopted, head.rows, after.rows)
  return { adopted: adopted.length, left: left.length }
}

interface States {
  readonly head: Rows
  readonly live: Rows
  readonly after: Rows
  readonly left: readonly Drift[]
}

function expectAdopted({ table, key, live, fields }: Drift, states: States): void {
  const id = key.join('\0')
  const row = states.after[table].get(id)
  if (table === 'flag_rules' || table === 'flag_assignments') return expectList(key, states)
  if (!live || live['archived'] === true) return expect(row, id).toBeUndefined()
  for (const field of fields)
    if (!['user_id', 'position'].includes(field))
      expect(row?.fields[field], `${table} ${id} ${field}`).toEqual(live[field])
  expect(row).toBeDefined()
}

/** Lists may be counted anew: what stood before something else still stands before it. */
function expectList(key: readonly string[], { live, after, left }: States): void {
  const list = listOfKey(key)
  const isOff = (rows: Rows) => rows.flag_environments.get(list)?.fields['is_enabled'] === false
  const isGone = live.feature_flags.get(key[0] ?? '')?.fields['archived'] !== false
  if (isGone || isOff(live) || isOff(after) || left.some((one) => listOfKey(one.key) === list)) return
  expect(sameLists(live, after, new Set([list])), list).toEqual(new Set([list]))
}

/** Rows that nobody changed, and that follow from nothing that somebody did. */
function expectRest(drift: readonly Drift[], adopted: readonly Drift[], before: Rows, after: Rows): void {
  const touched = new Set(drift.map(({ table, key }) => [table, ...key].join('\0')))
  const isGone = ({ live }: Drift) => !live || live['archived'] === true
  const gone = new Set(adopted.filter(isGone).map(({ table, key }) => `${table} ${key[0]}`))
  for (const table of ['environment_keys', 'users', 'user_groups', 'feature_flags', 'flag_dependencies'] as const)
    for (const row of before[table].values()) {
      if (touched.has([table, keyOf(row)].join('\0')) || gone.has(`feature_flags ${row.key[0]}`)) continue
      expect(after[table].get(keyOf(row))?.fields, `${table} ${row.key.join(' ')}`).toEqual(row.fields)
    }
}

test('random edits of the rows of random flags find their way into files of every style, or it is told why not', () => {
  const total = { adopted: 0, left: 0 }
  fc.assert(
    fc.property(fc.oneof(flagFiles, targeting), hand, handEdits, (text, how, edits) => {
      const data = asYaml(JSON.parse(text)) as YamlMap
      const head = headOf({ 'flags/all.yaml': textOf(written(data, how), how) })
      fc.pre(!isRefusal(head))
      const { adopted, left } = judge(head, edits(head.rows))
      total.adopted += adopted
      total.left += left
    }),
    { numRuns: 40 },
  )
  expect(total.adopted).toBeGreaterThan(total.left)
})
