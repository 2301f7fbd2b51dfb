import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { stateDigest } from '../../../compiler/database/digest.ts'
import { openServer } from '../../../compiler/database/server.ts'
import type { Queries, Store } from '../../../compiler/database/store.ts'
import { sync, type Target } from '../../../compiler/sync/sync.ts'
import { commitTarget, wishOf } from '../../../compiler/commands/sync/target.ts'
import { takeLocks } from '../../../compiler/sync/locks.ts'
import { readState } from '../../../compiler/database/state.ts'
import { tables } from '../../../compiler/model/rows.ts'
import { endSession, faulty, type Fault } from '../../support/faulty.ts'
import { lossyProxy } from '../../support/lossy-proxy.ts'
import { alice, bob, carol, TestRepository } from '../../support/repository.ts'
import { serverAddress, stores } from '../../support/store.ts'
import { syncHead, trail, workOf } from '../../support/syncing.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const meant = { removal: true, massChange: true }

const before = {
  'flags/people.yaml': `environments:
  development: { description: one, keys: [{ kind: server, sha256: ${'a'.repeat(64)} }, { kind: server, sha256: ${'b'.repeat(64)} }] }
  staging: {}
  production: {}
users: { ann: { id: 1, name: A }, ben: {}, cas: {} }
groups: { beta: { description: one, members: [ann, ben] }, old: { members: [cas] } }
`,
  'flags/a.yaml': `flags:
  base: { description: d, owner: o, disabledIn: [development], assignments: { production: everyone } }
  other: { description: d, owner: o, assignments: { development: everyone, production: everyone } }
  gone: { description: d, owner: o, assignments: { production: [{ user: ann }] } }
  a:
    { description: one, owner: o, enabled: false, type: string, variants: { off: x, y: y, z: z }, off: off, dependsOn: [base, { flag: other, variants: [on] }],
      disabledIn: [staging], assignments: { production: [{ everyone: true, rollout: 10, serve: y }, { user: ben, serve: y, reason: one }, { group: beta, serve: y }] } }
`,
}
/** Creates, updates and deletes in every table that has such changes, and archives a flag. */
const after = {
  'flags/people.yaml': `environments:
  development: { description: two, keys: [{ kind: client, sha256: ${'b'.repeat(64)} }, { kind: server, sha256: ${'c'.repeat(64)} }] }
  production: { protected: true }
  canary: {}
users: { ann: { id: 2, name: B }, ben: {}, dan: { id: 1 } }
groups: { beta: { description: two, members: [ben, dan] }, new: { members: [dan] } }
`,
  'flags/a.yaml': `flags:
  base: { description: d, owner: o, assignments: { development: [], production: everyone } }
  other: { description: d, owner: o, assignments: { production: everyone } }
  fresh: { description: d, owner: o, assignments: { canary: [] } }
  a:
    { description: two, owner: o, enabled: true, type: string, variants: { off: x, y: y, z: z }, off: off, dependsOn: [{ flag: other }, fresh],
      disabledIn: [canary], assignments: { production: [{ everyone: true, rollout: 20, serve: y }, { user: dan, serve: y }, { user: ben, serve: z, reason: two }, { everyone: true, serve: y }], development: [{ everyone: true, starts: 2026-01-01T00:00:00Z, serve: y }] } }
`,
}

function repository(): TestRepository {
  const git = TestRepository.make()
  made.push(git)
  git.commit(alice, before)
  git.commit(bob, {
    'flags/people.yaml': after['flags/people.yaml'],
    'flags/a.yaml': before['flags/a.yaml'].replace('disabledIn: [staging], ', '').replaceAll(/user: cas/g, 'user: ann'),
  })
  git.commit(carol, after)
  return git
}

/** All that a sync writes, in names: numbers that a sequence gave may have gaps after a crash. */
async function everything(queries: Queries): Promise<unknown> {
  const rows = await readState(queries)
  const states = await queries.query('SELECT seq, revision, drift FROM sync_state')
  const runs = await queries.query('SELECT seq, base, revision, counts FROM sync_runs ORDER BY seq')
  const commits = await queries.query('SELECT commit_sha FROM audit_commits ORDER BY 1')
  const contents = tables.flatMap((table) =>
    [...rows[table].values()].map(({ key, fields }) => [
      table,
      key,
      fields.user_id === undefined ? fields : { ...fields, user_id: key[0] === 'ben' || fields.user_id },
    ]),
  )
  return { states, runs, commits, contents, trail: await trail(queries) }
}

/** Tells apart any two states of a database. */
async function mark(queries: Queries): Promise<unknown> {
  const counts = await queries.query(
    `SELECT (SELECT max(audit_id) FROM audit_logs) AS audit, (SELECT count(*) FROM audit_commits) AS commits,
       (SELECT count(*) FROM sync_runs) AS runs, s.* FROM sync_state AS s`,
  )
  return { counts, digest: await stateDigest(queries) }
}

/** What leads to the newest commit; git is asked once, however often it is tried. */
async function lastTarget(git: TestRepository): Promise<Target> {
  const work = await workOf(git, meant)
  const wish = await wishOf(work)
  if (!wish) throw new Error('the flag files have errors')
  let known: ReturnType<typeof wish.authors> | undefined
  const authors: typeof wish.authors = (base, asked) => (known ??= wish.authors(base, asked))
  const permit = () => Promise.resolve()
  return { ...commitTarget(work, { ...wish, authors }, { runBy: 'tester', progress: permit }), permit }
}

/** What the new state looks like, and in how many statements it is reached. */
async function reference(store: Store, git: TestRepository) {
  await syncHead(store, git, { commit: 'HEAD~2' })
  const counting = faulty(store)
  const { changes } = await syncHead(counting, git, meant)
  return { fresh: await everything(store), statements: counting.begun(), changes }
}

function points(statements: number): Pick<Fault, 'at' | 'when'>[] {
  const before = Array.from({ length: statements }, (_, n) => ({ at: n + 1, when: 'before' }) as const)
  // after one is before the next one, for the server
  return [...before, { at: statements, when: 'after' }]
}

describe.each(stores())('on $kind', (kind) => {
  test('a sync that fails before or after any of its statements changes nothing, and goes through the next time', async () => {
    const [store, git] = [await kind.open(), repository()]
    const { fresh, statements, changes } = await reference(await kind.open(), git)
    const kinds = new Set<string>(changes.map(({ change }) => `${change.action} ${change.table}`))
    const all = tables.flatMap((table) => [`create ${table}`, `update ${table}`, `delete ${table}`])
    const missing = all.filter((one) => !kinds.has(one))
    expect(missing).toEqual(['update user_group_membership', 'delete feature_flags'])
    expect(kinds.has('archive feature_flags')).toBe(true)
    await syncHead(store, git, { commit: 'HEAD~2' })
    const old = await mark(store)
    const target = await lastTarget(git)
    expect(statements).toBeGreaterThan(40)
    for (const point of points(statements)) {
      const strike = () => Promise.reject(new Error('struck'))
      await expect(sync(faulty(store, { ...point, strike }), target)).rejects.toThrow('struck')
      expect(await mark(store), `${point.when} ${point.at}`).toEqual(old)
    }
    await syncHead(store, git, meant)
    expect(await everything(store)).toEqual(fresh)
  })
})

describe.skipIf(stores().length < 2)('on a Postgres server', () => {
  async function opened(): Promise<{ store: Store; address: string }> {
    const address = (await serverAddress()) ?? ''
    const store = await openServer(address, {})
    onTestFinished(() => store.close())
    return { store, address }
  }

  /** From another session, without waiting: nobody holds them. */
  async function expectFreeLocks(address: string): Promise<void> {
    const other = await openServer(address, {})
    try {
      await other.transaction((queries) => takeLocks(queries, 1))
    } finally {
      await other.close()
    }
  }

  test('a session that is ended before or after any statement leaves all as it was, and the locks free', async () => {
    const { store, address } = await opened()
    const git = repository()
    const { fresh, statements } = await reference((await opened()).store, git)
    await syncHead(store, git, { commit: 'HEAD~2' })
    const old = await mark(store)
    const target = await lastTarget(git)
    for (const point of points(statements)) {
      const strike = (queries: Queries) => endSession(address, queries)
      await expect(sync(faulty(store, { ...point, strike }), target)).rejects.toThrow(/connection .* was lost/)
      await expectFreeLocks(address)
      expect(await mark(store), `${point.when} ${point.at}`).toEqual(old)
    }
    await syncHead(store, git, meant)
    expect(await everything(store)).toEqual(fresh)
  })

  test.each(['the commit', 'the answer'] as const)(
    'when %s is lost on the way, the next run knows how it ended',
    async (loses) => {
      const { store, address } = await opened()
      const git = repository()
      const { fresh } = await reference((await opened()).store, git)
      await syncHead(store, git, { commit: 'HEAD~2' })
      const old = await mark(store)
      const proxy = await lossyProxy(address, loses)
      const through = await openServer(proxy.address, {})
      await expect(syncHead(through, git, meant)).rejects.toThrow(/connection .* was lost/)
      await through.close()
      await proxy.close()
      await expectFreeLocks(address)
      if (loses === 'the commit') expect(await mark(store)).toEqual(old)
      else expect(await everything(store)).toEqual(fresh)
      const { changes, base } = await syncHead(store, git, meant)
      expect([changes.length > 0, base === git.git('rev-parse', 'HEAD')]).toEqual(
        loses === 'the commit' ? [true, false] : [false, true],
      )
      expect(await everything(store)).toEqual(fresh)
    },
  )
})
