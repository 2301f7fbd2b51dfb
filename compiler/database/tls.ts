import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { Failure } from '../diagnostics/failure.ts'

export interface Tls {
  readonly ssl: ConnectionOptions | false
  /** The server may have no TLS. */
  readonly optional: boolean
}

/**
 * `sslmode`, `sslrootcert`, `sslcert` and `sslkey` with the meaning psql gives them: `prefer` and `require` encrypt without
 * proof of who answers, `verify-ca` checks the certificate, `verify-full` its name too.
 */
export function readTls(parameters: URLSearchParams, env: Readonly<Record<string, string | undefined>>): Tls {
  const root = parameters.get('sslrootcert') ?? env['PGSSLROOTCERT']
  const mode = parameters.get('sslmode') ?? env['PGSSLMODE'] ?? (root === 'system' ? 'verify-full' : 'prefer')
  const files: ConnectionOptions = {
    ...(root && root !== 'system' ? { ca: read(root, 'sslrootcert') } : {}),
    ...optionalFile('cert', parameters.get('sslcert'), 'sslcert'),
    ...optionalFile('key', parameters.get('sslkey'), 'sslkey'),
  }
  const nameIsFine = { checkServerIdentity: () => undefined }
  switch (mode) {
    case 'disable':
      return { ssl: false, optional: false }
    case 'allow':
    case 'prefer':
      return { ssl: { ...files, rejectUnauthorized: false }, optional: true }
    case 'no-verify':
      return { ssl: { ...files, rejectUnauthorized: false }, optional: false }
    case 'require': // with a certificate at hand it is checked, as psql does
      return { ssl: files.ca ? { ...files, ...nameIsFine } : { ...files, rejectUnauthorized: false }, optional: false }
    case 'verify-ca':
      return { ssl: { ...files, ...nameIsFine }, optional: false }
    case 'verify-full':
      return { ssl: files, optional: false }
    default:
      throw new Failure('the sslmode of DATABASE_URL is not one that Postgres knows', {
        help: 'use disable, prefer, require, verify-ca or verify-full',
      })
  }
}

function optionalFile(field: 'cert' | 'key', path: string | null, parameter: string): ConnectionOptions {
  return path ? { [field]: read(path, parameter) } : {}
}

function read(path: string, parameter: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Failure(`the file that ${parameter} of DATABASE_URL names cannot be read`, { help: `look for ${path}` })
  }
}
