import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { readAddresses } from '../../../compiler/database/address.ts'
import { openServer } from '../../../compiler/database/server.ts'
import { serverAddress } from '../../support/store.ts'

const secret = 's3cret'

/** What is said about an address, which never holds the password. */
function told(text: string, env: Readonly<Record<string, string>> = {}): string {
  try {
    return readAddresses(text, env)
      .map(({ name }) => name)
      .join(' ')
  } catch (error) {
    const { message, help } = error as { message: string; help?: string }
    expect(`${message} ${help}`).not.toContain(secret)
    return message
  }
}

test('what the address leaves out comes from the variables that psql reads', () => {
  const env = { PGHOST: 'db', PGPORT: '6543', PGUSER: 'app', PGPASSWORD: secret, PGDATABASE: 'flags', PGAPPNAME: 'ci' }
  const [address] = readAddresses('postgres://', env)
  expect(address).toMatchObject({ name: 'postgres://app@db:6543/flags', password: secret })
  expect(address.config.application_name).toBe('ci')
  expect(told('postgresql://me@[::1]/other', env)).toBe('postgres://me@::1:6543/other')
  expect(told('postgres:///?host=/run/postgresql&dbname=x&user=u')).toBe('postgres://u@/x?host=/run/postgresql')
})

test('several hosts become several addresses, each with its port', () => {
  expect(told('postgres://app@one,two:6543,[::1]:7/flags')).toBe(
    'postgres://app@one/flags postgres://app@two:6543/flags postgres://app@::1:7/flags',
  )
  expect(told('postgres:///flags?host=one,two&port=1,2&user=app')).toBe(
    'postgres://app@one:1/flags postgres://app@two:2/flags',
  )
  expect(told('postgres://app@one,two/flags?port=9')).toBe('postgres://app@one:9/flags postgres://app@two:9/flags')
})

test.each([
  ['sslmod=verify-full', 'the parameter sslmod, which has no meaning here'],
  ['sslcrl=file', 'the parameter sslcrl, which has no meaning here'],
  ['currentSchema=app', 'the parameter currentSchema, which has no meaning here'],
  ['sslmode=verify_full', 'the sslmode of DATABASE_URL (or PGSSLMODE) is not one that works here'],
  [
    'target_session_attrs=prefer-standby',
    'the target_session_attrs of DATABASE_URL (or PGTARGETSESSIONATTRS) is not one',
  ],
  ['channel_binding=maybe', 'the channel_binding of DATABASE_URL (or PGCHANNELBINDING) is not one'],
  ['gssencmode=require', 'the gssencmode of DATABASE_URL (or PGGSSENCMODE) is not one'],
  ['client_encoding=latin1', 'the client_encoding of DATABASE_URL is not one'],
  ['sslrootcert=/no/such/file', 'the file that sslrootcert of DATABASE_URL names cannot be read'],
  ['port=0', 'the port of DATABASE_URL (or PGPORT) is not a number from 1 to 65535'],
])('?%s is never taken for something else', (parameter, message) => {
  expect(told(`postgres://app:${secret}@db/flags?${parameter}`)).toContain(message)
})

test('what other programs want in an address does no harm, and a schema is understood', () => {
  const text =
    'postgres://app@db/flags?pgbouncer=true&connection_limit=1&schema=App&keepalives_count=3&uselibpqcompat=true'
  expect(readAddresses(text, {})[0].schema).toBe('App')
})

test('no startup options are sent unless they are asked for', () => {
  expect(readAddresses('postgres://db', {})[0].config).not.toHaveProperty('options')
  expect(readAddresses('postgres://db', { PGOPTIONS: '-c work_mem=1MB' })[0].config.options).toBe('-c work_mem=1MB')
})

test('any password goes through, and none that is written badly is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
      expect(readAddresses(`postgres://app:${encodeURIComponent(password)}@db/flags`, {})[0].password).toBe(password)
    }),
  )
  for (const sign of ['/', '?', '#', '?a=', '/x?', ':', '@'])
    expect(told(`postgres://app:12${sign}${secret}@db/flags`)).toMatch(
      /^(DATABASE_URL is not an address|postgres:\/\/app@db\/flags$)/,
    )
})

function passwordFile(text: string, mode = 0o600): string {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'pass')
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

test('the first fitting line of the password file counts, after address and variable', () => {
  const PGPASSFILE = passwordFile('# a note\nother:*:*:*:no\ndb:5432:flags:a\\:pp:o\\:n\\\\e:x\n*:*:*:*:last\n')
  const password = (text: string, env = {}) => readAddresses(text, { PGPASSFILE, ...env })[0].password
  expect(password('postgres://a%3App@db/flags')).toBe('o:n\\e:x')
  expect(password('postgres://app@db/flags')).toBe('last')
  expect(password('postgres://app@db/flags', { PGPASSWORD: 'variable' })).toBe('variable')
  expect(password('postgres://app:own@db/flags', { PGPASSWORD: 'variable' })).toBe('own')
})

test('a password file that others may read is left alone', () => {
  const env = { PGPASSFILE: passwordFile('*:*:*:*:open', 0o644) }
  expect(readAddresses('postgres://db', env)[0].password).toBe('')
})

test('of several hosts the first that answers, and is what is wanted, serves', async ({ skip }) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const { host, username, pathname } = new URL(address)
  const several = (hosts: string, wanted: string) =>
    openServer(`postgres://${username}@${hosts}${pathname}?sslmode=disable&target_session_attrs=${wanted}`, {})
  for (const wanted of ['any', 'read-write', 'primary']) {
    const store = await several(`127.0.0.1:1,${host}`, wanted)
    expect(store.name).toBe(`postgres://${username}@${host}${pathname}`)
    await store.close()
  }
  for (const wanted of ['standby', 'read-only'])
    await expect(several(host, wanted)).rejects.toThrow(
      `Postgres at ${host} is not ${wanted}, which target_session_attrs wants`,
    )
  await expect(several('127.0.0.1:1,127.0.0.1:2', 'any')).rejects.toThrow('no Postgres answers at 127.0.0.1:1')
})
