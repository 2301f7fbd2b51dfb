import type { Address } from './address.ts'
import type { Told } from './connection-failure.ts'

/** What went wrong between two that would talk over TLS; undefined when it was something else. */
export function tlsFailure(code: string, text: string, { host }: Address): Told | undefined {
  if (/requires a valid client certificate/.test(text) || code === 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
    return [`${host} wants a certificate of the client`, 'name it with sslcert=FILE and sslkey=FILE in DATABASE_URL']
  if (/certificate authentication failed/.test(text))
    return [`the certificate of the client is for another user than ${host} was asked for`]
  if (/no encryption|SSL off|SSL\/TLS required|connection is insecure/i.test(text))
    return [`${host} wants an encrypted connection`, 'add ?sslmode=require to DATABASE_URL']
  if (/does not support SSL/.test(text))
    return [`Postgres at ${host} has no TLS, which the sslmode of DATABASE_URL demands`, 'sslmode=disable does without']
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return [
      `the certificate of ${host} is for another name`,
      'use the name that the certificate has, or sslmode=verify-ca, which does not look at the name',
    ]
  if (code === 'CERT_HAS_EXPIRED') return [`the certificate of ${host} has expired`, 'the server needs a new one']
  if (code === 'CERT_NOT_YET_VALID') return [`the certificate of ${host} is not valid yet`, 'is the clock here right?']
  if (/^ERR_SSL_.*(ALERT_UNKNOWN_CA|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE)/.test(code))
    return [`${host} does not accept the certificate of the client`, 'look at sslcert in DATABASE_URL']
  if (code.startsWith('ERR_OSSL_'))
    return [
      `a file that sslcert, sslkey or sslrootcert names does not fit (${code})`,
      'they are PEM files; the key belongs to the certificate, and sslpassword opens it',
    ]
  if (/^(ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code))
    return [
      `the certificate of ${host} is not from an authority known here (${code})`,
      'name its authority with sslrootcert=FILE',
    ]
  if (code.startsWith('ERR_SSL')) return [`${host} and this program find no common way to encrypt (${code})`]
  return undefined
}
