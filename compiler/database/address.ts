import type { PoolConfig } from 'pg'
import { Failure } from '../diagnostics/failure.ts'
import { readTls } from './tls.ts'

/** A database address, read. */
export interface Address {
  /** For people, without the password. */
  readonly name: string
  readonly host: string
  readonly user: string
  readonly database: string
  /** Never to be shown. */
  readonly password: string
  readonly config: PoolConfig
  /** `sslmode` allows a connection without TLS when the server has none. */
  readonly tlsOptional: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`; what it leaves out comes from `PGUSER`, `PGPASSWORD`,
 * `PGDATABASE`, `PGSSLMODE` and `PGCONNECT_TIMEOUT`, as in psql. `?host=/folder` names a socket.
 * @throws Failure that never repeats the address: it may hold a password
 */
export function readAddress(text: string, env: Environment): Address {
  const url = parse(text)
  const parameters = url.searchParams
  const host =
    parameters.get('host') ?? (decode(url.hostname.replace(/^\[(.+)\]$/, '$1')) || env['PGHOST'] || 'localhost')
  const port = Number(parameters.get('port') ?? (url.port || env['PGPORT'] || '5432'))
  const user = parameters.get('user') ?? (decode(url.username) || env['PGUSER'] || env['USER'] || 'postgres')
  const password = parameters.get('password') ?? (decode(url.password) || env['PGPASSWORD'] || '')
  const database = decode(url.pathname.slice(1)) || env['PGDATABASE'] || user
  const onSocket = host.startsWith('/')
  const tls = onSocket ? { ssl: false as const, optional: false } : readTls(parameters, env)
  const seconds = Number(parameters.get('connect_timeout') ?? env['PGCONNECT_TIMEOUT'] ?? '10')
  const options = parameters.get('options') ?? env['PGOPTIONS']
  return {
    name: `postgres://${user}@${onSocket ? '' : host}${port === 5432 ? '' : `:${port}`}/${database}${onSocket ? `?host=${host}` : ''}`,
    host: onSocket ? host : `${host}:${port}`,
    user,
    database,
    password,
    tlsOptional: tls.optional,
    config: {
      host,
      port,
      user,
      ...(password ? { password } : {}),
      database,
      ssl: tls.ssl,
      connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : 10_000,
      application_name: parameters.get('application_name') ?? 'halyard',
      ...(options ? { options } : {}),
    },
  }
}

function parse(text: string): URL {
  const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null
  if (url) return url
  throw new Failure('DATABASE_URL is not an address of the form postgres://user:password@host:5432/database', {
    help: 'signs like @ : / ? # % in the password are written as %40 %3A %2F %3F %23 %25',
  })
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a lone % means itself
  }
}
