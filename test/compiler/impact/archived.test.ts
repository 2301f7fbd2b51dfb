import { expect, test } from 'vitest'
import { impactOf } from '../../../compiler/commands/impact-of.ts'
import { impactInWords } from '../../../compiler/model/impact-words.ts'
import type { Rows } from '../../../compiler/model/rows.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { silentWorld } from '../../support/world.ts'
import { noon, sound } from './comparing.ts'

const flags = `environments: { production: {} }
users: { ann: {}, ben: {} }
flags:
  parent: { assignments: { production: [{ user: ann }] } }
  child: { dependsOn: [parent], assignments: { production: [{ user: ann }] } }
`

/** As a database holds them after sync, or hands, archived a flag. */
function archived(rows: Rows, flag: string): Rows {
  const row = rows.feature_flags.get(flag)!
  const fields = { ...row.fields, archived: true, is_enabled: false }
  return { ...rows, feature_flags: new Map(rows.feature_flags).set(flag, { ...row, fields }) }
}

async function told(before: Rows, after: Rows): Promise<Record<string, string[]>> {
  const { environments } = await impactOf(before, after, { at: noon, rebuckets: new Map() }, silentWorld())
  return Object.fromEntries(environments.flatMap((one) => one.flags.map((flag) => [flag.flag, impactInWords(flag)])))
}

const all = desired(await sound(flags))

test('a flag that comes out of the archive is gained, whatever still hung on it', async () => {
  expect(await told(archived(all, 'child'), all)).toEqual({ child: ['1 user gains it (ann)'] })
  expect(await told(all, archived(all, 'child'))).toEqual({ child: ['1 user loses it (ann)'] })
})

test('a flag that depends on one that hands archived is blocked, as it is in the database', async () => {
  expect(await told(archived(all, 'parent'), all)).toEqual({
    parent: ['1 user gains it (ann)'],
    child: ['1 user gains it (ann)', 'because it depends on parent'],
  })
})

test('what is archived on both sides is not there', async () => {
  const edited = desired(
    await sound(
      flags.replace(
        'child: { dependsOn: [parent], assignments: { production: [{ user: ann }]',
        'child: { dependsOn: [parent], assignments: { production: [{ user: ben }]',
      ),
    ),
  )
  expect(await told(archived(all, 'child'), archived(edited, 'child'))).toEqual({})
})

test('an environment that comes or goes takes its flags along, and is protected if it was', async () => {
  const two = desired(
    await sound(
      flags
        .replace('production: {} }', 'production: {}, later: { protected: true } }')
        .replace('parent: { assignments: {', 'parent: { assignments: { later: everyone,'),
    ),
  )
  const options = { at: noon, rebuckets: new Map() }
  for (const [before, after, kind] of [
    [all, two, 'gains'],
    [two, all, 'loses'],
  ] as const) {
    const { environments } = await impactOf(before, after, options, silentWorld())
    expect(environments).toMatchObject([
      { environment: 'production', isProtected: false, flags: [] },
      {
        environment: 'later',
        isProtected: true,
        flags: [{ flag: 'parent', moves: [{ kind, users: ['ann', 'ben'] }] }],
      },
    ])
  }
})
