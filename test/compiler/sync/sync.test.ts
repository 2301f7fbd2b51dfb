import { afterEach, describe, expect, test } from 'vitest'
import type { Queries } from '../../../compiler/database/store.ts'
import { alice, bob, carol, TestRepository } from '../../support/repository.ts'
import { stores } from '../../support/store.ts'
import { newest, syncHead, trail, untouched } from '../../support/syncing.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const people = `environments: { development: {}, production: {} }
users: { ann: { id: 101 }, ben: {}, cas: {} }
groups: { beta: { members: [ann, ben] } }
`
const flag = (key: string, fields: string) => `flags: { ${key}: { description: d, owner: o, ${fields} } }\n`
const everywhere = 'assignments: { production: everyone }'

function repository(files: Record<string, string> = {}): TestRepository {
  const one = TestRepository.make()
  made.push(one)
  one.commit(alice, { 'flags/people.yaml': people, 'flags/a.yaml': flag('a', everywhere), ...files })
  return one
}

async function column(queries: Queries, sql: string): Promise<unknown[]> {
  return (await queries.query<{ it: unknown }>(sql)).map(({ it }) => it)
}

describe.each(stores())('sync on $kind', (kind) => {
  test('writes what the flag files say, and nothing the second time', async () => {
    const [store, git] = [await kind.open(), repository()]
    const first = await syncHead(store, git)
    expect(first.changes.every(({ actor }) => actor === alice)).toBe(true)
    expect((await trail(store)).every((row) => row.includes(alice))).toBe(true)
    const [state] = await store.query<{ xmin: string }>('SELECT seq::text || revision AS xmin FROM sync_state')
    const last = await newest(store)
    expect(await untouched(store, git)).toBe(true)
    expect((await syncHead(store, git)).changes).toEqual([])
    expect(await trail(store, last)).toEqual([])
    expect(await store.query('SELECT seq::text || revision AS xmin FROM sync_state')).toEqual([state])
  })

  test('names for each change the author who made it, one audit row each', async () => {
    const [store, git] = [await kind.open(), repository({ 'flags/b.yaml': flag('b', everywhere) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('a', `tags: [x], ${everywhere}`) })
    git.commit(carol, { 'flags/b.yaml': flag('b', 'assignments: { production: [{ group: beta }] }') })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([
      `delete flag_rules ${carol}`,
      `update feature_flags ${bob} tags`,
      `create flag_assignments ${carol}`,
    ])
    expect(await column(store, `SELECT DISTINCT length(commit_sha) AS it FROM audit_logs`)).toEqual([40])
  })

  test('keeps apart no origins, none and some, in the trail as well, and sees when hands change them', async () => {
    const places = (origins: string) => ({ 'flags/places.yaml': `environments: { web: { ${origins} } }\n` })
    const [store, git] = [await kind.open(), repository(places(''))]
    const held = () => column(store, `SELECT origins AS it FROM environments WHERE env_name = 'web'`)
    await syncHead(store, git)
    expect(await held()).toEqual([null])
    for (const [author, written, origins] of [
      [bob, `origins: ['https://b.example', 'https://a.example']`, ['https://a.example', 'https://b.example']],
      [carol, 'origins: []', []],
    ] as const) {
      const last = await newest(store)
      git.commit(author, places(written))
      await syncHead(store, git)
      expect(await held()).toEqual([origins])
      expect(await trail(store, last)).toEqual([`update environments ${author} origins`])
      expect(await untouched(store, git)).toBe(true)
    }
    await store.query(`UPDATE environments SET origins = NULL WHERE env_name = 'web'`)
    expect(await untouched(store, git)).toBe(false)
    const { drift } = await syncHead(store, git)
    expect(drift.map(({ table, fields }) => [table, fields])).toEqual([['environments', ['origins']]])
    await syncHead(store, git, { drift: 'overwrite' })
    expect(await held()).toEqual([[]])
  })

  test('turns a flag on through the procedure, and updates its other fields apart', async () => {
    const [store, git] = [await kind.open(), repository({ 'flags/a.yaml': flag('a', `enabled: false, ${everywhere}`) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('a', `enabled: true, ${everywhere}`) })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([`enable feature_flags ${bob} is_enabled`])
    git.commit(bob, { 'flags/a.yaml': flag('a', `enabled: false, ${everywhere}`) })
    await syncHead(store, git)
    git.commit(carol, { 'flags/a.yaml': flag('a', `tags: [now], ${everywhere}`) })
    await syncHead(store, git)
    expect((await trail(store, last)).slice(1)).toEqual([
      `update feature_flags ${bob} is_enabled`,
      `update feature_flags ${carol} tags`,
      `enable feature_flags ${carol} is_enabled`,
    ])
  })

  test('archives a removed flag with its rows, and brings it back', async () => {
    const [store, git] = [await kind.open(), repository({ 'flags/b.yaml': flag('b', everywhere) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/b.yaml': undefined as never })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([`archive feature_flags ${bob} archived_at is_enabled`])
    expect(await column(store, 'SELECT count(*)::integer AS it FROM flag_rules')).toEqual([2])
    expect((await syncHead(store, git)).changes).toEqual([])
    git.commit(carol, { 'flags/b.yaml': flag('b', everywhere) })
    await syncHead(store, git)
    expect((await trail(store, last)).slice(1)).toEqual([
      `update feature_flags ${carol} archived_at`,
      `enable feature_flags ${carol} is_enabled`,
    ])
  })

  test('honours the ids of users, also when they change places or take a given one', async () => {
    const [store, git] = [await kind.open(), repository()]
    await syncHead(store, git)
    const ids = () => column(store, `SELECT user_key || ' ' || user_id AS it FROM users ORDER BY user_key`)
    expect((await ids())[0]).toBe('ann 101')
    const [, ben] = (await ids()).map((text) => String(text).split(' ')[1])
    git.commit(bob, { 'flags/people.yaml': people.replace('ann: { id: 101 }', `ann: { id: ${ben} }`) })
    await syncHead(store, git)
    expect((await ids())[0]).toBe(`ann ${ben}`)
    git.commit(bob, { 'flags/people.yaml': people.replace('ben: {}', 'ben: { id: 7 }') })
    await syncHead(store, git)
    git.commit(bob, { 'flags/people.yaml': people.replace('101', '7').replace('ben: {}', 'ben: { id: 101 }') })
    await syncHead(store, git)
    expect((await ids()).slice(0, 2)).toEqual(['ann 7', 'ben 101'])
    expect(await column(store, 'SELECT count(*)::integer AS it FROM user_group_membership')).toEqual([2])
  })

  test('lets git win over what was changed by hand, under a name of its own', async () => {
    const [store, git] = [await kind.open(), repository()]
    await syncHead(store, git)
    await store.query(`UPDATE feature_flags SET is_enabled = false, description = 'mine' WHERE flag_name = 'a'`)
    const last = await newest(store)
    expect(await untouched(store, git)).toBe(false)
    await syncHead(store, git, { drift: 'overwrite' })
    expect(await trail(store, last)).toEqual([
      'update feature_flags halyard sync description',
      'enable feature_flags halyard sync is_enabled',
    ])
    expect(await untouched(store, git)).toBe(true)
  })

  test('keeps the grants of a disabled environment out, and brings them back', async () => {
    const list = 'assignments: { production: [{ group: beta }] }'
    const [store, git] = [await kind.open(), repository({ 'flags/a.yaml': flag('a', list) })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('a', `disabledIn: [production], ${list}`) })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([`delete flag_assignments ${bob}`, `create flag_environments ${bob}`])
    git.commit(carol, { 'flags/a.yaml': flag('a', list) })
    await syncHead(store, git)
    expect((await trail(store, last)).slice(2)).toEqual([
      `delete flag_environments ${carol}`,
      `create flag_assignments ${carol}`,
    ])
  })

  test('names whoever changed a nested group for the members it brings', async () => {
    const groups = (inner: string) => `groups: { outer: { groups: [inner] }, inner: { members: [${inner}] } }\n`
    const [store, git] = [await kind.open(), repository({ 'flags/groups.yaml': groups('ann') })]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/groups.yaml': groups('ann, ben') })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual(Array(2).fill(`create user_group_membership ${bob}`))
    git.commit(carol, { 'flags/groups.yaml': groups('ben') })
    await syncHead(store, git)
    expect((await trail(store, last)).slice(2)).toEqual(Array(2).fill(`delete user_group_membership ${carol}`))
  })

  test('writes rollouts, conditions and keys in place, field by field', async () => {
    const rule = (percent: number, country: string) =>
      flag('a', `assignments: { production: [{ when: { country: ${country} }, rollout: ${percent} }] }`)
    const keys = (name: string) =>
      people.replace(
        'production: {}',
        `production: { keys: [{ kind: client, sha256: ${'c'.repeat(64)}, name: ${name} }] }`,
      )
    const files = { 'flags/a.yaml': rule(10, 'NL'), 'flags/people.yaml': keys('shop') }
    const [store, git] = [await kind.open(), repository(files)]
    await syncHead(store, git)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': rule(25, '[NL, DE]') })
    git.commit(carol, { 'flags/people.yaml': keys('till') })
    await syncHead(store, git)
    expect(await trail(store, last)).toEqual([
      `update environment_keys ${carol} name`,
      `update flag_rules ${bob} condition rollout`,
    ])
    git.commit(carol, { 'flags/people.yaml': people })
    await syncHead(store, git)
    expect((await trail(store, last)).slice(2)).toEqual([`delete environment_keys ${carol}`])
  })

  test('refuses to go back or aside, and does so when told', async () => {
    const [store, git] = [await kind.open(), repository()]
    const old = git.git('rev-parse', 'HEAD')
    git.commit(bob, { 'flags/a.yaml': flag('a', `tags: [x], ${everywhere}`) })
    await syncHead(store, git)
    git.git('reset', '--quiet', '--hard', old)
    const refused = { exit: 4, help: expect.stringContaining('--allow-rollback') as string }
    await expect(syncHead(store, git)).rejects.toMatchObject(refused)
    git.commit(carol, { 'flags/a.yaml': flag('a', `tags: [y], ${everywhere}`) })
    const aside = { exit: 4, help: expect.stringContaining('--allow-diverged') as string }
    await expect(syncHead(store, git)).rejects.toMatchObject(aside)
    expect((await syncHead(store, git, { diverged: true })).changes).toMatchObject([{ actor: carol }])
    git.git('reset', '--quiet', '--hard', old)
    expect((await syncHead(store, git, { rollback: true })).changes).toHaveLength(1)
    expect(await column(store, 'SELECT tags AS it FROM feature_flags')).toEqual([[]])
  })

  test('a store whose commit this repository does not know is refused', async () => {
    const [store, git] = [await kind.open(), repository()]
    await syncHead(store, git)
    const other = repository({ 'flags/people.yaml': people.replace('cas', 'dan') })
    await expect(syncHead(store, other)).rejects.toThrow(/a commit this repository does not know/)
    await syncHead(store, other, { diverged: true })
    expect(await column(store, `SELECT user_key AS it FROM users WHERE user_key IN ('cas', 'dan')`)).toEqual(['dan'])
  })

  test('changes nothing when the result would not be what was asked for', async () => {
    const [store, git] = [await kind.open(), repository()]
    await syncHead(store, git)
    await store.execute(`CREATE FUNCTION keep_owner() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.owner := OLD.owner; RETURN NEW; END $$;
      CREATE TRIGGER keep BEFORE UPDATE ON feature_flags FOR EACH ROW EXECUTE FUNCTION keep_owner()`)
    const last = await newest(store)
    git.commit(bob, { 'flags/a.yaml': flag('a', everywhere).replace('owner: o', 'owner: p') })
    await expect(syncHead(store, git)).rejects.toThrow(/feature_flags a would still not be what the flag files say/)
    expect(await trail(store, last)).toEqual([])
  })
})
