import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { inject, onTestFinished } from 'vitest'
import { embeddedOptions, embeddedStore } from '../../compiler/database/embedded.ts'
import { migrate } from '../../compiler/database/migrate.ts'
import { quoteIdentifier } from '../../compiler/database/schema-name.ts'
import { openServer } from '../../compiler/database/server.ts'
import type { Store } from '../../compiler/database/store.ts'
import { database, run } from './postgres.ts'

export interface Wish {
  /** False: an empty schema. */
  readonly migrated?: boolean
  /** True: as a superuser, for roles and replication mode. */
  readonly superuser?: boolean
}

export interface TestStore {
  readonly kind: 'PGlite' | 'Postgres'
  /** A store of its own for the running test, gone when the test ends. */
  readonly open: (wish?: Wish) => Promise<Store>
  /** Stores on one database of the running test, each with a schema of its own that is not there yet. */
  readonly openSchemas: (...schemas: readonly string[]) => Promise<Store[]>
  /** The same as `open` for a part of a test that needs many: gone when the work ends. */
  readonly lend: <T>(work: (store: Store) => Promise<T>) => Promise<T>
}

interface Lent {
  readonly store: Store
  readonly end: () => Promise<void>
}

/** Every kind of store this run has, for `describe.each(stores())('… on $kind', ({ open }) => …)`. */
export function stores(): TestStore[] {
  const server = inject('postgres')
  const embedded = testStore('PGlite', lendInMemory, openSchemasInMemory)
  return server ? [embedded, testStore('Postgres', lendClone, openSchemasOnServer)] : [embedded]
}

function testStore(
  kind: TestStore['kind'],
  lend: (wish?: Wish) => Promise<Lent>,
  openSchemas: TestStore['openSchemas'],
): TestStore {
  return {
    kind,
    openSchemas,
    open: async (wish) => {
      const { store, end } = await lend(wish)
      onTestFinished(end)
      return store
    },
    lend: async (work) => {
      const { store, end } = await lend()
      try {
        return await work(store)
      } finally {
        await end()
      }
    },
  }
}

let count = 0

/** The address of a database of its own for the running test; undefined when this run has no server. */
export async function serverAddress(wish: Wish = {}): Promise<string | undefined> {
  const made = await makeDatabase(wish)
  if (made) onTestFinished(made.drop)
  return made?.address
}

async function makeDatabase({ migrated = true, superuser = false }: Wish) {
  const server = inject('postgres')
  if (!server) return undefined
  const name = `halyard_test_${process.pid}_${++count}`
  const template = migrated ? server.template : 'template0'
  await run(server.owner, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return {
    address: database(superuser ? (server.superuser ?? server.owner) : server.owner, name),
    // a session of a superuser may still be ending, and only a superuser may end it
    drop: () => run(server.superuser ?? server.owner, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function lendClone(wish: Wish = {}): Promise<Lent> {
  const made = await makeDatabase(wish)
  if (!made) throw new Error('this run has no server')
  const store = await openServer(made.address, {})
  return {
    store,
    async end() {
      await store.close()
      await made.drop()
    },
  }
}

const idle: PGlite[] = []
const uses = new WeakMap<PGlite, number>()
/** A session grows with every schema it has seen. */
const enough = 30

/** A schema of its own in an instance that no other open store uses: both are one session. */
async function lendInMemory({ migrated = true }: Wish = {}): Promise<Lent> {
  const instance = await inMemory()
  const schema = `test_${++count}`
  await instance.exec(`CREATE SCHEMA ${schema}; SET search_path = ${schema}`)
  const store = embeddedStore(instance)
  if (migrated) await migrate(store)
  return {
    store: { ...store, close: async () => undefined },
    async end() {
      if (instance.closed) return
      const times = (uses.get(instance) ?? 0) + 1
      uses.set(instance, times)
      if (times >= enough) return instance.close()
      await instance.exec('ROLLBACK; SET SESSION AUTHORIZATION postgres')
      await instance.exec('DISCARD ALL')
      idle.push(instance)
    },
  }
}

async function openSchemasOnServer(...schemas: readonly string[]): Promise<Store[]> {
  const address = (await serverAddress({ migrated: false })) ?? ''
  const opened = await Promise.all(schemas.map((schema) => openServer(address, {}, { schema })))
  onTestFinished(async () => void (await Promise.all(opened.map((store) => store.close()))))
  return opened
}

async function openSchemasInMemory(...schemas: readonly string[]): Promise<Store[]> {
  const instance = await inMemory()
  onTestFinished(async () => {
    for (const schema of schemas) await instance.exec(`DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE`)
    idle.push(instance)
  })
  return schemas.map((schema) => embeddedStore(instance, { schema }))
}

async function inMemory(): Promise<PGlite> {
  return idle.pop() ?? (await PGlite.create({ ...embeddedOptions, loadDataDir: await blank() }))
}

/** The files of an empty database, kept between runs: making one takes seconds, loading it half a second. */
async function blank(): Promise<Blob> {
  const version = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const mark = createHash('sha256')
    .update(version)
    .update(await readFile(version))
    .digest('hex')
    .slice(0, 16)
  const file = join(tmpdir(), `halyard-pglite-${mark}.tar`)
  if (!existsSync(file)) {
    const made = await PGlite.create()
    const dump = await made.dumpDataDir('none')
    await made.close()
    await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
    await rename(`${file}.${process.pid}`, file)
  }
  return new Blob([await readFile(file)])
}
