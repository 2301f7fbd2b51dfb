import { afterEach, describe, expect, test } from 'vitest'
import type { Queries } from '../../../compiler/database/store.ts'
import { alice, bob, carol, TestRepository } from '../../support/repository.ts'
import { stores } from '../../support/store.ts'
import { newest, syncHead, trail } from '../../support/syncing.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const people = 'environments: { production: {} }\nusers: { ann: {}, ben: {} }\n'
const flag = (...items: string[]) =>
  `flags: { a: { description: d, owner: o, assignments: { production: [${items.join(', ')}] } } }\n`

function repository(files: Record<string, string>): TestRepository {
  const one = TestRepository.make()
  made.push(one)
  one.commit(alice, { 'flags/people.yaml': people, ...files })
  return one
}

async function column(queries: Queries, sql: string): Promise<unknown[]> {
  return (await queries.query<{ it: unknown }>(sql)).map(({ it }) => it)
}

describe.each(stores())('sync on $kind', (kind) => {
  test('tells a new rule from the older ones below it that are for the same people', async () => {
    const rule = (percent: number) => `{ everyone: true, rollout: ${percent} }`
    const [store, git] = [await kind.open(), repository({ 'flags/a.yaml': flag(rule(10), rule(20)) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag(rule(5), rule(10), rule(20)) })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([
      `create flag_rules ${bob}`,
      ...Array<string>(2).fill(`update flag_rules ${bob} position`),
    ])
  })

  test('names who put a rule in the place of another for all that it does not say', async () => {
    const files = { 'flags/a.yaml': flag('{ user: ann, rollout: 20 }') }
    const [store, git] = [await kind.open(), repository(files)]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('{ everyone: true }') })
    git.commit(carol, { 'flags/a.yaml': flag('{ user: ann }', '{ everyone: true }') })
    await syncHead(store, git)
    expect((await trail(store, last)).filter((row) => row.includes('halyard sync'))).toEqual([])
  })

  test('names who made a grant of a rule, also where the same group has another grant', async () => {
    const group = people.replace('users:', 'groups: { beta: { members: [] } }\nusers:')
    const git = repository({
      'flags/people.yaml': group,
      'flags/a.yaml': flag('{ group: beta, rollout: 20 }', '{ group: beta }'),
    })
    const store = await kind.open()
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('{ group: beta, reason: mine }', '{ group: beta }') })
    await syncHead(store, git)
    expect((await trail(store, last)).filter((row) => !row.includes(bob))).toEqual([])
  })

  test('finds a new rule that was changed before those below it moved on', async () => {
    const rule = (percent: number) => `{ everyone: true, rollout: ${percent} }`
    const old = [rule(10), rule(20), rule(30)]
    const [store, git] = [await kind.open(), repository({ 'flags/a.yaml': flag(...old) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag(`{ user: ann, starts: 2026-01-01T00:00:00Z, reason: x }`, ...old) })
    git.commit(carol, { 'flags/a.yaml': flag(`{ user: ann, starts: 2026-01-01T00:00:00Z, reason: y }`, ...old) })
    git.commit(alice, {
      'flags/a.yaml': flag(rule(5), `{ user: ann, starts: 2026-01-01T00:00:00Z, reason: y }`, ...old),
    })
    await syncHead(store, git)
    expect(await column(store, 'SELECT rollout AS it FROM flag_rules ORDER BY position')).toEqual([
      5000,
      null,
      10000,
      20000,
      30000,
    ])
    expect(await trail(store, last)).toEqual([
      `create flag_rules ${bob}`,
      `update flag_rules ${carol} reason`,
      `create flag_rules ${alice}`,
      ...Array<string>(3).fill(`update flag_rules ${alice} position`),
    ])
  })

  test('keeps a second grant that somebody made by hand, also when git moves the first one past it', async () => {
    const [store, git] = [await kind.open(), repository({ 'flags/a.yaml': flag('{ user: ann }') })]
    await syncHead(store, git)
    await store.query(`INSERT INTO flag_assignments (flag_id, env_id, user_id, position, reason)
      SELECT flag_id, env_id, user_id, 1, 'by hand' FROM flag_assignments`)
    const list = ['{ user: ben, rollout: 10 }', '{ everyone: true, rollout: 10 }', '{ user: ann }']
    git.commit(bob, { 'flags/a.yaml': flag(...list) })
    const { drift } = await syncHead(store, git)
    expect(drift.map(({ table, base }) => [table, base])).toEqual([['flag_assignments', undefined]])
    const grants = 'SELECT concat_ws($1, position, reason) AS it FROM flag_assignments ORDER BY position'
    expect((await store.query<{ it: string }>(grants, [' '])).map(({ it }) => it)).toEqual(['1 by hand', '2'])
    const last = await newest(store)
    await syncHead(store, git)
    expect(await newest(store)).toBe(last)
  })

  test('an id that somebody gave to a user by hand and git gives to another is a conflict', async () => {
    const [store, git] = [await kind.open(), repository({})]
    await syncHead(store, git)
    await store.query(`UPDATE users SET user_id = 77 WHERE user_key = 'ann'`)
    await store.query(`INSERT INTO users (user_id, user_key) VALUES (78, 'eve')`)
    git.commit(bob, { 'flags/people.yaml': people.replace('ben: {}', 'ben: { id: 77 }, cas: { id: 78 }') })
    await expect(syncHead(store, git)).rejects.toMatchObject({
      exit: 4,
      message: expect.stringMatching(
        /^git and somebody in the database changed the same:\n {2}user eve: added by hand/,
      ) as string,
    })
    await syncHead(store, git, { drift: 'overwrite' })
    expect(await column(store, `SELECT user_key || user_id AS it FROM users WHERE user_id > 70 ORDER BY 1`)).toEqual([
      'ben77',
      'cas78',
    ])
  })
})
