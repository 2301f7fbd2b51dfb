import type { Address } from './address.ts'
import { withoutBinding } from './channel-binding.ts'
import { Failure } from '../diagnostics/failure.ts'
import { codeAndText } from './query-failure.ts'
import { tlsFailure } from './tls-failure.ts'

/** What is said, and what to do about it. */
export type Told = readonly [sentence: string, help?: string]

/** What went wrong while connecting, in one line; neither the password nor the driver's own error goes along. */
export function connectionFailure(error: unknown, address: Address): Failure {
  const { code, text } = codeAndText(error)
  const [sentence, help] = explain(code, text, address) ??
    tlsFailure(code, text, address) ??
    login(code, text, address) ?? [`cannot connect to ${address.name}: ${withoutSecret(text, address.password)}`]
  return new Failure(sentence, help === undefined ? {} : { help })
}

function explain(code: string, text: string, { host, database }: Address): Told | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`there is no host ${host.replace(/:\d+$/, '')}`, 'look at the host in DATABASE_URL']
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return [`no Postgres answers at ${host}`, 'is it running, and is the port in DATABASE_URL right?']
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || /timeout/i.test(text))
    return [`${host} does not answer`, 'a firewall between, or the wrong host in DATABASE_URL?']
  if (code === '3D000') return [`there is no database ${database} at ${host}`, `create it: createdb ${database}`]
  if (code === '53300' || /no more connections allowed/.test(text)) return [`${host} has no connection free`]
  if (code === '57P03') return [`Postgres at ${host} is starting up or shutting down`, 'try again in a moment']
  if (/unsupported startup parameter/.test(text))
    return [
      `the pooler at ${host} takes no \`options\``,
      'leave options out of DATABASE_URL and PGOPTIONS; for a schema there is --schema',
    ]
  return undefined
}

function login(code: string, text: string, { host, user, password }: Address): Told | undefined {
  if (text === withoutBinding)
    return [`Postgres at ${host} offers no channel binding, which channel_binding=require wants`]
  if (!code.startsWith('28') && !/password|authentication failed/i.test(text)) return undefined
  const none = 'no password was given: put it into DATABASE_URL, PGPASSWORD or ~/.pgpass (which only you may read)'
  return [
    `Postgres at ${host} does not let user ${user} in`,
    password === '' ? none : 'look at user and password in DATABASE_URL',
  ]
}

function withoutSecret(text: string, password: string): string {
  if (password === '') return text
  return text.replaceAll(password, '…').replaceAll(encodeURIComponent(password), '…')
}
