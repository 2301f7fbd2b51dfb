import { Failure } from '../diagnostics/failure.ts'
import { suggest } from '../source/suggest.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The value of a connection parameter: what the address says, else what its environment variable says. */
export type Parameters = (name: Parameter) => string | undefined

/** Parameters that count, with the variables that stand in for them, as in psql. */
const variables = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  passfile: 'PGPASSFILE',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  channel_binding: 'PGCHANNELBINDING',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  sslmode: 'PGSSLMODE',
  sslnegotiation: 'PGSSLNEGOTIATION',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslpassword: '',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  keepalives: '',
  keepalives_idle: '',
  client_encoding: '',
  gssencmode: 'PGGSSENCMODE',
  schema: '',
} as const

type Parameter = keyof typeof variables

/** Let through without effect: they tune other programs, or what the system decides here, and change no meaning. */
const idle: ReadonlySet<string> = new Set([
  'pgbouncer', // said by Prisma's users; what a pooler needs is always done
  'connection_limit',
  'pool_timeout',
  'statement_cache_size',
  'socket_timeout',
  'supa',
  'uselibpqcompat', // asks the driver for the meaning that sslmode has here anyway
  'fallback_application_name',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
])

const named: Readonly<Record<string, string>> = {
  ssl: 'say it with sslmode: disable, prefer, require, verify-ca or verify-full',
  sslaccept: 'say it with sslmode: require for accept_invalid_certs, verify-full for strict',
  currentSchema: 'say it with ?schema=NAME',
  search_path: 'say it with ?schema=NAME',
}

/**
 * Reads the part behind the `?`.
 * @throws Failure for a parameter that is not known: taken for another meaning, or for none, it could cost the encryption
 */
export function readParameters(written: URLSearchParams, env: Environment): Parameters {
  for (const name of written.keys()) if (!Object.hasOwn(variables, name) && !idle.has(name)) throw unknown(name)
  const parameters: Parameters = (name) => written.get(name) ?? (env[variables[name]] || undefined)
  oneOf(parameters, 'client_encoding', ['utf8', 'UTF8', 'utf-8', 'UTF-8', 'auto'])
  oneOf(parameters, 'gssencmode', ['disable', 'prefer'])
  return parameters
}

/**
 * The value of a parameter that has few; undefined when it is not set.
 * @throws Failure that names the parameter and its values
 */
export function oneOf<const V extends string>(
  parameters: Parameters,
  name: Parameter,
  values: readonly V[],
): V | undefined {
  const said = parameters(name)
  if (said === undefined) return undefined
  const found = values.find((value) => value === said)
  if (found !== undefined) return found
  const variable = variables[name] && ` (or ${variables[name]})`
  throw new Failure(`the ${name} of DATABASE_URL${variable} is not one that works here`, {
    help: `use ${values.join(', ')}`,
  })
}

/** The name is shown only when it looks like one: in a garbled address it may be a piece of the password. */
function unknown(name: string): Failure {
  if (!/^[a-z_]+$/i.test(name)) return new Failure('DATABASE_URL has a parameter that cannot be', { help: escaping })
  const near = suggest(name, Object.keys(variables))
  return new Failure(`DATABASE_URL has the parameter ${name}, which has no meaning here`, {
    help: named[name] ?? (near === undefined ? 'leave it out' : `did you mean ${near}?`),
  })
}

export const escaping = 'signs like @ : / ? # % in the password are written as %40 %3A %2F %3F %23 %25'
