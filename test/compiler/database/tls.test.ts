import { mkdirSync, copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test as base, vi } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import { run } from '../../support/postgres.ts'
import { startTlsServer, type TlsServer } from '../../support/tls-server.ts'

let server: TlsServer | undefined

beforeAll(async () => {
  server = await startTlsServer()
  if (!server) return
  server.certificate('certified', 'certified')
  server.certificate('stranger', 'certified', { ca: 'other' })
  server.certificate('late', 'localhost', { until: '20200102000000Z' })
  await run(
    `${socket()}&user=postgres`,
    `SET password_encryption = 'scram-sha-256'; CREATE ROLE passworded LOGIN PASSWORD 'p@ss:w/ö rd%'; CREATE ROLE plain LOGIN;
     CREATE ROLE certified LOGIN`,
  )
})

afterAll(() => server?.stop())

const test = base.extend<{ tls: TlsServer }>({
  tls: [
    async ({ skip }, use) => {
      if (!server) skip('needs a real Postgres and openssl')
      await use(server as TlsServer)
    },
    { auto: true },
  ],
})

function socket(): string {
  return `postgres:///postgres?host=${server?.file('.')}&port=${server?.port}`
}

/** `encrypted`, `plain` or the sentence that says why there is no connection. */
async function connected(
  user: string,
  parameters: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const host = parameters.startsWith('@') ? parameters.slice(1, parameters.indexOf('?')) : 'localhost'
  const rest = parameters.replace(/^@[^?]*/, '')
  const url = `postgres://${user}@${host}:${server?.port}/postgres${rest}`
  try {
    const store = await openServer(url, env)
    const [row] = await store.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
    await store.close()
    return row?.ssl === true ? 'encrypted' : 'plain'
  } catch (error) {
    return (error as Error).message.replaceAll(String(server?.port), 'PORT')
  }
}

test('encryption without proof: prefer and require take any certificate', async () => {
  expect(await connected('anyone', '?sslmode=require')).toMatch('does not let user anyone in')
  for (const mode of ['', '?sslmode=prefer', '?sslmode=require', '?sslmode=no-verify', '@127.0.0.1?sslmode=require'])
    expect([mode, await connected('postgres', mode)]).toEqual([mode, 'encrypted'])
  expect(await connected('plain', '')).toBe('plain') // the server wants it so for this user, and prefer obeys
  expect(await connected('postgres', '?sslmode=disable')).toBe('localhost:PORT wants an encrypted connection')
})

test('an authority at hand is asked from require on, the name by verify-full alone', async ({ tls }) => {
  const [ca, other] = [`&sslrootcert=${tls.file('ca.crt')}`, `&sslrootcert=${tls.file('other.crt')}`]
  for (const mode of ['require', 'verify-ca', 'verify-full']) {
    expect(await connected('postgres', `?sslmode=${mode}${ca}`)).toBe('encrypted')
    expect(await connected('postgres', `?sslmode=${mode}${other}`)).toMatch(
      /^the certificate of localhost:PORT is not from an authority known here \(\w+\)$/,
    )
  }
  expect(await connected('postgres', `@127.0.0.1?sslmode=verify-ca${ca}`)).toBe('encrypted')
  expect(await connected('postgres', `@127.0.0.1?sslmode=verify-full${ca}`)).toBe(
    'the certificate of 127.0.0.1:PORT is for another name',
  )
  expect(await connected('postgres', `?sslmode=prefer${other}`)).toBe('encrypted')
})

test('variables and the files in ~/.postgresql count as they do for psql', async ({ tls }) => {
  const variables = { PGSSLMODE: 'verify-full', PGSSLROOTCERT: tls.file('other.crt') }
  expect(await connected('postgres', '', variables)).toMatch('not from an authority known here')
  expect(await connected('postgres', `?sslrootcert=${tls.file('ca.crt')}`, variables)).toBe('encrypted')
  mkdirSync(tls.file('.postgresql'), { recursive: true })
  copyFileSync(tls.file('ca.crt'), tls.file('.postgresql/root.crt'))
  for (const kind of ['crt', 'key'])
    copyFileSync(tls.file(`certified.${kind}`), tls.file(`.postgresql/postgresql.${kind}`))
  expect(await connected('certified', '', { PGSSLMODE: 'verify-full', HOME: tls.file('.') })).toBe('encrypted')
})

test('sslrootcert=system means the authorities of this system, and their names', async () => {
  expect(await connected('postgres', '?sslrootcert=system')).toMatch('is not from an authority known here')
  expect(await connected('postgres', '?sslrootcert=system&sslmode=require')).toBe(
    'sslrootcert=system needs sslmode=verify-full, not require',
  )
})

test('a certificate of the client lets in whom it names', async ({ tls }) => {
  const own = (name: string, key = name) =>
    `?sslmode=require&sslcert=${tls.file(`${name}.crt`)}&sslkey=${tls.file(`${key}.key`)}`
  expect(await connected('certified', own('certified'))).toBe('encrypted')
  expect(await connected('certified', '?sslmode=require')).toBe('localhost:PORT wants a certificate of the client')
  expect(await connected('certified', own('server'))).toBe(
    'the certificate of the client is for another user than localhost:PORT was asked for',
  )
  expect(await connected('certified', own('stranger'))).toBe(
    'localhost:PORT does not accept the certificate of the client',
  )
  expect(await connected('certified', own('certified', 'server'))).toMatch(
    /^a file that sslcert, sslkey or sslrootcert names does not fit/,
  )
  expect(await connected('certified', `?sslcert=${tls.file('certified.crt')}`)).toBe(
    'a certificate of the client needs both sslcert and sslkey',
  )
})

test('a login may be bound to the connection, and channel_binding=require takes no other', async () => {
  const password = encodeURIComponent('p@ss:w/ö rd%')
  for (const mode of ['disable', 'prefer', 'require'])
    expect(await connected(`passworded:${password}`, `?sslmode=require&channel_binding=${mode}`)).toBe('encrypted')
  expect(await connected('postgres', '?channel_binding=require')).toBe(
    'Postgres at localhost:PORT offers no channel binding, which channel_binding=require wants',
  )
  expect(await connected('passworded', '')).toBe('Postgres at localhost:PORT does not let user passworded in')
})

test('a signal cancels over TLS, too', async ({ tls }) => {
  const stopping = new AbortController()
  const url = `postgres://postgres@localhost:${tls.port}/postgres?sslmode=verify-full&sslrootcert=${tls.file('ca.crt')}`
  const store = await openServer(url, {}, { signal: stopping.signal })
  const other = await openServer(url, {})
  onTestFinished(async () => void (await Promise.all([store.close(), other.close()])))
  const working = expect(store.transaction((queries) => queries.query('SELECT pg_sleep(50)'))).rejects.toThrow(
    'interrupted',
  )
  const active = `SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(50)' AND state = 'active'`
  await vi.waitUntil(async () => (await other.query(active)).length > 0, { timeout: 60_000 })
  stopping.abort()
  await working
})

test('an expired certificate is told from one of a stranger', async ({ tls }) => {
  tls.present('late')
  await run(`${socket()}&user=postgres`, 'SELECT pg_reload_conf()')
  onTestFinished(() => tls.present('server'))
  await vi.waitFor(
    async () =>
      expect(await connected('postgres', `?sslmode=verify-full&sslrootcert=${tls.file('ca.crt')}`)).toBe(
        'the certificate of localhost:PORT has expired',
      ),
    { timeout: 60_000 },
  )
})
