import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { readAddressText } from './address-text.ts'
import { oneOf, type Parameters, readParameters } from './parameters.ts'
import { readPasswordFile } from './password-file.ts'
import { type SessionKind, sessionKinds } from './session-kind.ts'
import { readTls } from './tls.ts'

/** The address of one server, read. */
export interface Address {
  /** For people, without the password. */
  readonly name: string
  readonly host: string
  readonly user: string
  readonly database: string
  /** Never to be shown. */
  readonly password: string
  /** `?schema=`. */
  readonly schema: string | undefined
  readonly config: PoolConfig
  /** `sslmode` allows a connection without TLS when the server has none. */
  readonly tlsOptional: boolean
  readonly channelBinding: 'disable' | 'prefer' | 'require'
  readonly sessionKind: SessionKind
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`; what it leaves out comes from the variables that psql reads
 * (`PGUSER`, `PGPASSWORD`, `PGSSLMODE`, …) and from the password file. `?host=/folder` names a socket; several hosts are
 * separated by commas.
 * @returns one address for each host, in the order of trying
 * @throws Failure that never repeats the address: it may hold a password
 */
export function readAddresses(text: string, env: Environment): readonly [Address, ...Address[]] {
  const written = readAddressText(text)
  const parameters = readParameters(written.parameters, env)
  const user = written.parameters.get('user') ?? (written.user || env['PGUSER'] || env['USER'] || 'postgres')
  const database = written.database || parameters('dbname') || user
  const password = written.parameters.get('password') ?? (written.password || env['PGPASSWORD'] || '')
  const [first, ...others] = placesOf(written.hosts, parameters).map((place) =>
    addressOf(place, { user, database, password }, parameters, env),
  )
  if (!first) throw new Failure('DATABASE_URL names no host')
  return [first, ...others]
}

interface Place {
  readonly host: string
  readonly port: number
}

function placesOf(written: readonly string[], parameters: Parameters): Place[] {
  const named = written.some((host) => host !== '') && written
  const hosts = named || (parameters('host') ?? 'localhost').split(',')
  const ports = (parameters('port') ?? '5432').split(',')
  return hosts.map((text, index) => {
    const [, host = '', port] = (named && /^(.*?)(?::(\d*))?$/s.exec(text)) || ['', text]
    return { host: host.replace(/^\[(.+)\]$/, '$1') || 'localhost', port: readPort(port || (ports[index] ?? ports[0])) }
  })
}

function readPort(text = ''): number {
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536) return Number(text)
  throw new Failure('the port of DATABASE_URL (or PGPORT) is not a number from 1 to 65535')
}

type Login = Pick<Address, 'user' | 'database' | 'password'>

function addressOf({ host, port }: Place, login: Login, parameters: Parameters, env: Environment): Address {
  const { user, database } = login
  const onSocket = host.startsWith('/')
  const tls = onSocket ? { ssl: false as const, optional: false } : readTls(parameters, env['HOME'])
  const file = parameters('passfile') ?? (env['HOME'] && join(env['HOME'], '.pgpass'))
  const password = login.password || (file && readPasswordFile(file, { host, port, user, database })) || ''
  const channelBinding = oneOf(parameters, 'channel_binding', ['disable', 'prefer', 'require']) ?? 'prefer'
  return {
    name: visible(
      `postgres://${user}@${onSocket ? '' : host}${port === 5432 ? '' : `:${port}`}/${database}${onSocket ? `?host=${host}` : ''}`,
    ),
    host: visible(onSocket ? host : `${host}:${port}`),
    user: visible(user),
    database: visible(database),
    password,
    schema: parameters('schema'),
    tlsOptional: tls.optional,
    channelBinding,
    sessionKind: oneOf(parameters, 'target_session_attrs', sessionKinds) ?? 'any',
    config: {
      host,
      port,
      user,
      password: () => password, // a function: the driver looks into no file and no variable of its own
      database,
      ssl: tls.ssl,
      enableChannelBinding: channelBinding !== 'disable',
      ...sessionSettings(parameters),
      ...(tls.ssl && parameters('sslnegotiation') === 'direct' ? { sslnegotiation: 'direct' } : {}),
    },
  }
}

function sessionSettings(parameters: Parameters): PoolConfig {
  const seconds = Number(parameters('connect_timeout') ?? '10')
  const idle = Number(parameters('keepalives_idle') ?? '0')
  const options = parameters('options')
  oneOf(parameters, 'sslnegotiation', ['postgres', 'direct'])
  return {
    max: 3,
    keepAlive: parameters('keepalives') !== '0',
    ...(idle > 0 ? { keepAliveInitialDelayMillis: idle * 1000 } : {}),
    connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : 10_000,
    application_name: parameters('application_name') ?? 'halyard',
    ...(options ? { options } : {}), // a pooler refuses them: sent only when asked for
  }
}
