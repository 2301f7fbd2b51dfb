import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConnectionOptions, getCACertificates } from 'node:tls'
import { Failure } from '../diagnostics/failure.ts'
import { oneOf, type Parameters } from './parameters.ts'

export interface Tls {
  readonly ssl: ConnectionOptions | false
  /** The server may have no TLS. */
  readonly optional: boolean
}

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const

/**
 * The `ssl…` parameters with the meaning psql gives them: `prefer` and `require` encrypt without proof of who answers,
 * `verify-ca` checks the certificate, `verify-full` its name too; files in `~/.postgresql` count when none are named. One
 * thing is easier than there: to verify without a file at hand, the authorities that Node trusts are enough.
 */
export function readTls(parameters: Parameters, home: string | undefined): Tls {
  const standard = (name: string): string | undefined => {
    const path = join(home ?? '', '.postgresql', name)
    return home && existsSync(path) ? path : undefined
  }
  const root = parameters('sslrootcert') ?? standard('root.crt')
  const mode = oneOf(parameters, 'sslmode', modes) ?? (root === 'system' ? 'verify-full' : 'prefer')
  if (root === 'system' && !['disable', 'verify-full'].includes(mode))
    throw new Failure(`sslrootcert=system needs sslmode=verify-full, not ${mode}`, {
      help: 'anybody can have a certificate from a public authority: only with its name checked it proves something',
    })
  if (mode === 'disable') return { ssl: false, optional: false }
  const options = { ...own(parameters, standard), ...authorities(root), ...versions(parameters) }
  const nameIsFine = { checkServerIdentity: () => undefined }
  switch (mode) {
    case 'allow':
    case 'prefer':
      return { ssl: { ...options, rejectUnauthorized: false }, optional: true }
    case 'no-verify':
      return { ssl: { ...options, rejectUnauthorized: false }, optional: false }
    case 'require': // with a certificate at hand it is checked, as psql does
      return { ssl: { ...options, ...(root ? nameIsFine : { rejectUnauthorized: false }) }, optional: false }
    case 'verify-ca':
      return { ssl: { ...options, ...nameIsFine }, optional: false }
    case 'verify-full':
      return { ssl: options, optional: false }
  }
}

function authorities(root: string | undefined): ConnectionOptions {
  if (root === undefined) return {}
  return { ca: root === 'system' ? getCACertificates('system') : read(root, 'sslrootcert') }
}

/** The certificate that proves who we are. */
function own(parameters: Parameters, standard: (name: string) => string | undefined): ConnectionOptions {
  const cert = parameters('sslcert') ?? standard('postgresql.crt')
  const key = parameters('sslkey') ?? standard('postgresql.key')
  if (cert === undefined && parameters('sslkey') === undefined) return {}
  if (cert === undefined || key === undefined)
    throw new Failure('a certificate of the client needs both sslcert and sslkey', {
      help: 'name the file that is missing in DATABASE_URL',
    })
  const passphrase = parameters('sslpassword')
  return { cert: read(cert, 'sslcert'), key: read(key, 'sslkey'), ...(passphrase ? { passphrase } : {}) }
}

function versions(parameters: Parameters): ConnectionOptions {
  const known = ['TLSv1.2', 'TLSv1.3'] as const
  const least = oneOf(parameters, 'ssl_min_protocol_version', known)
  const most = oneOf(parameters, 'ssl_max_protocol_version', known)
  return { ...(least ? { minVersion: least } : {}), ...(most ? { maxVersion: most } : {}) }
}

function read(path: string, parameter: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Failure(`the file that ${parameter} of DATABASE_URL names cannot be read`, { help: `look for ${path}` })
  }
}
