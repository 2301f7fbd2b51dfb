import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../compiler/database/migrate.ts'
import { openServer } from '../../../compiler/database/server.ts'
import type { Use } from '../../../compiler/database/store.ts'
import { throughPooler } from '../../support/pooler.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { serverAddress } from '../../support/store.ts'
import { halyard } from '../../support/terminal.ts'

/** An empty database behind a pooler in transaction mode with so many connections; undefined when this run has none. */
async function pooled(size: number): Promise<string | undefined> {
  const address = await serverAddress({ migrated: false })
  return address && throughPooler(address, size)
}

async function open(address: string, use: Use = {}) {
  const store = await openServer(address, {}, use)
  onTestFinished(() => store.close())
  return store
}

const flags = `environments: { production: {} }
flags: { tips: { description: Tips, owner: pay, enabled: false, assignments: { production: everyone } } }
`

test.for([1, 2])(
  'three syncs at once, enable_flag, audit and build work through a pooler with %i connections',
  async (size, { skip }) => {
    const address = await pooled(size)
    if (!address) return skip('needs PgBouncer')
    const git = TestRepository.make()
    onTestFinished(() => git.remove())
    git.commit(alice, { 'flags/all.yaml': flags, '.gitignore': '.halyard\n' })
    const run = (...words: string[]) =>
      halyard([...words, '--schema', 'Our flags'], { cwd: git.folder, env: { DATABASE_URL: address } })
    const synced = await Promise.all(['sync', 'sync', 'sync'].map((word) => run(word)))
    expect(synced.map(({ exit, stderr }) => [exit, stderr])).toEqual([0, 0, 0].map((exit) => [exit, '']))
    const store = await open(address, { schema: 'Our flags' })
    await store.execute(`CALL enable_flag(1, 'Nora at night')`)
    const told = await run('audit', 'tips')
    expect(told.stdout).toMatch(/Nora at night +- +flag tips enabled[^]*Alice Janssen[^\n]* flag tips created/)
    expect((await run('build', '--from', 'database', '--out', 'out')).exit).toBe(0)
  },
)

test('two schemas share one connection, and neither leaves its search_path or its lock to the other', async ({
  skip,
}) => {
  const address = await pooled(1)
  if (!address) return skip('needs PgBouncer')
  const [blue, green, bare] = [
    await open(address, { schema: 'blue' }),
    await open(address, { schema: 'green' }),
    await open(address),
  ]
  await Promise.all([migrate(blue), migrate(green)])
  const where = 'SELECT current_schema()::text AS schema'
  const asked = [blue, green, bare, green, bare, blue].flatMap((store) => [
    store.query<{ schema: string }>(where),
    store.transaction((queries) => queries.query<{ schema: string }>(where)),
  ])
  const seen = (await Promise.all(asked)).map(([row]) => row?.schema)
  expect(seen).toEqual(['blue', 'green', 'public', 'green', 'public', 'blue'].flatMap((schema) => [schema, schema]))
  const locks = `SELECT count(*)::integer AS held FROM pg_locks WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  expect(await bare.query(locks)).toEqual([{ held: 0 }])
})

test('startup options, which a pooler takes from nobody, are refused in one line', async ({ skip }) => {
  const address = await pooled(1)
  if (!address) return skip('needs PgBouncer')
  await expect(openServer(address, { PGOPTIONS: '-c search_path=flags' })).rejects.toMatchObject({
    message: expect.stringMatching(/^the pooler at .* takes no `options`$/) as string,
  })
})

test('a signal cancels the statement at work behind the pooler', async ({ skip }) => {
  const address = await pooled(2)
  if (!address) return skip('needs PgBouncer')
  const stopping = new AbortController()
  const [store, other] = [await open(address, { signal: stopping.signal }), await open(address)]
  const sleeping = expect(
    store.transaction((queries) => queries.query('SELECT pg_advisory_xact_lock(7), pg_sleep(50)')),
  ).rejects.toThrow(/^interrupted: what was under way in .* was rolled back$/)
  const took = other.transaction(async (queries) => {
    const locked = 'SELECT count(*)::integer AS held FROM pg_locks WHERE locktype = $1 AND objid = 7'
    while ((await queries.query<{ held: number }>(locked, ['advisory']))[0]?.held === 0);
    stopping.abort()
    await queries.query('SELECT pg_advisory_xact_lock(7)')
  })
  await Promise.all([sleeping, took])
})
