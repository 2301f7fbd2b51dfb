import type { Address } from './address.ts'
import { Failure } from '../diagnostics/failure.ts'

type Said = readonly [sentence: string, help?: string]

/** What went wrong while connecting, in one line; neither the password nor the driver's own error goes along. */
export function connectionFailure(error: unknown, address: Address): Failure {
  const { code, text } = codeAndText(error)
  const [sentence, help] = explain(code, text, address) ?? [
    `cannot connect to ${address.name}: ${withoutSecret(text, address.password)}`,
  ]
  return new Failure(sentence, help === undefined ? {} : { help })
}

/** Of a connection that broke, without a code; the second when it broke between two queries. */
const driverSays =
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable)/

/**
 * For a query on an open store: when the connection broke, or the database user lacks a right, a Failure that says so; any
 * other error as it is. It keeps the SQLSTATE in `code`.
 */
export function queryFailure(error: unknown, name: string): unknown {
  const { code, text } = codeAndText(error)
  if (error instanceof Failure) return error
  const broken = /^(57P0[123]|08...|ECONNRESET|EPIPE|ETIMEDOUT|ECONNREFUSED)$/.test(code) || driverSays.test(text)
  if (broken)
    return new Failure(`the connection to ${name} was lost`, {
      help: 'nothing was committed unless it was said; run the command again',
    })
  // what the server itself refuses, in any language; the guards of the audit log refuse with the same code
  if (code === '42501' && error instanceof Error && 'routine' in error && error.routine === 'aclcheck_error')
    return Object.assign(
      new Failure(`the user of ${name} lacks a right: ${text}`, {
        help: 'use the user that owns the tables, or GRANT it what is missing',
        cause: error,
      }),
      { code },
    )
  return error
}

function explain(code: string, text: string, { host, user, database }: Address): Said | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`there is no host ${host.replace(/:\d+$/, '')}`, 'look at the host in DATABASE_URL']
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return [`no Postgres answers at ${host}`, 'is it running, and is the port in DATABASE_URL right?']
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || /timeout/i.test(text))
    return [`${host} does not answer`, 'a firewall between, or the wrong host in DATABASE_URL?']
  if (code === '3D000') return [`there is no database ${database} at ${host}`, `create it: createdb ${database}`]
  if (code === '53300') return [`${host} has no connection free`]
  if (code === '57P03') return [`Postgres at ${host} is starting up or shutting down`, 'try again in a moment']
  if (/no encryption|SSL off|SSL\/TLS required|connection is insecure/i.test(text))
    return [`${host} wants an encrypted connection`, 'add ?sslmode=require to DATABASE_URL']
  if (/does not support SSL/.test(text))
    return [`Postgres at ${host} has no TLS, which the sslmode of DATABASE_URL demands`, 'sslmode=disable does without']
  if (/^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code))
    return [`the certificate of ${host} is not trusted (${code})`, 'name its authority with sslrootcert=FILE']
  if (code.startsWith('28') || /password/i.test(text))
    return [`Postgres at ${host} does not let user ${user} in`, 'look at user and password in DATABASE_URL']
  return undefined
}

function codeAndText(error: unknown): { code: string; text: string } {
  if (!(error instanceof Error)) return { code: '', text: String(error) }
  const code = (error as { readonly code?: unknown }).code
  return { code: typeof code === 'string' ? code : '', text: error.message }
}

function withoutSecret(text: string, password: string): string {
  if (password === '') return text
  return text.replaceAll(password, '…').replaceAll(encodeURIComponent(password), '…')
}
