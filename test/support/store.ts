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
}

/** Every kind of store this run has, for `describe.each(stores())('… on $kind', ({ open }) => …)`. */
export function stores(): TestStore[] {
  const server = inject('postgres')
  const embedded: TestStore = { kind: 'PGlite', open: openInMemory, openSchemas: openSchemasInMemory }
  if (!server) return [embedded]
  return [embedded, { kind: 'Postgres', open: (wish) => openClone(wish), openSchemas: openSchemasOnServer }]
}

let count = 0

/** The address of a database of its own for the running test; undefined when this run has no server. */
export async function serverAddress({ migrated = true, superuser = false }: Wish = {}): Promise<string | undefined> {
  const server = inject('postgres')
  if (!server) return undefined
  const name = `halyard_test_${process.pid}_${++count}`
  const template = migrated ? server.template : 'template0'
  await run(server.owner, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  // a session of a superuser may still be ending, and only a superuser may end it
  onTestFinished(() => run(server.superuser ?? server.owner, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return database(superuser ? (server.superuser ?? server.owner) : server.owner, name)
}

async function openClone(wish: Wish = {}): Promise<Store> {
  const address = await serverAddress(wish)
  if (!address) throw new Error('this run has no server')
  const store = await openServer(address, {})
  onTestFinished(() => store.close())
  return store
}

async function openSchemasOnServer(...schemas: readonly string[]): Promise<Store[]> {
  const address = (await serverAddress({ migrated: false })) ?? ''
  const opened = await Promise.all(schemas.map((schema) => openServer(address, {}, { schema })))
  onTestFinished(async () => void (await Promise.all(opened.map((store) => store.close()))))
  return opened
}

/** Makes a store as good as new: one test that needs many need not open many. */
export async function emptied(store: Store): Promise<void> {
  const [row] = await store.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema')
  await store.execute(`DROP SCHEMA ${row?.schema} CASCADE; CREATE SCHEMA ${row?.schema}`)
  await migrate(store)
}

const idle: PGlite[] = []

/** A schema of its own in an instance that no other open store uses: both are one session. */
async function openInMemory({ migrated = true }: Wish = {}): Promise<Store> {
  const instance = await inMemory()
  const schema = `test_${++count}`
  await instance.exec(`CREATE SCHEMA ${schema}; SET search_path = ${schema}`)
  const store = embeddedStore(instance)
  if (migrated) await migrate(store)
  onTestFinished(async () => {
    if (instance.closed) return
    await instance.exec('ROLLBACK; SET SESSION AUTHORIZATION postgres')
    await instance.exec('DISCARD ALL')
    idle.push(instance)
  })
  return { ...store, close: async () => undefined }
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
