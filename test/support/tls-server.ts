import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServer, freePort, runAs, startServer } from './postgres-process.ts'

/** A Postgres with TLS, and the files to talk to it. */
export interface TlsServer {
  readonly port: number
  /** The path of `NAME.crt` or `NAME.key`, or where a file may be put. */
  file(name: string): string
  /** A certificate `NAME.crt` with its key: from `ca` or `other`, valid from and until (`YYYYMMDDHHMMSSZ`). */
  certificate(name: string, subject: string, options?: { ca?: string; from?: string; until?: string }): void
  /** Serves with this certificate from now on. */
  present(name: string): void
  stop(): Promise<void>
}

const openssl = 'openssl'

const access = `local all all trust
hostssl all passworded 127.0.0.1/32 scram-sha-256
hostssl all certified 127.0.0.1/32 cert
hostnossl all plain 127.0.0.1/32 trust
hostssl all plain 127.0.0.1/32 reject
hostssl all all 127.0.0.1/32 trust
`

/** Starts it with the certificate `server`, for localhost; undefined where there is no Postgres or no openssl. */
export async function startTlsServer(): Promise<TlsServer | undefined> {
  const account = findServer()
  if (!account || spawnSync(openssl, ['version']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'halyard-tls-'))
  const { uid, gid = uid } = account
  if (uid !== undefined) chownSync(folder, uid, gid ?? uid)
  const file = (name: string): string => join(folder, name)
  const run = (...args: string[]) => execFileSync(openssl, args, { cwd: folder, stdio: 'pipe' })

  const authority = (ca: string): void => {
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.crt`,
      '-subj',
      `/CN=${ca}`,
    )
    writeFileSync(file(`${ca}.index`), '')
    const lines = [
      '[ca]',
      'default_ca=it',
      '[it]',
      `database=${ca}.index`,
      'default_md=sha256',
      'policy=any',
      'rand_serial=yes',
    ]
    const more = ['new_certs_dir=.', 'unique_subject=no', 'copy_extensions=copy', '[any]', 'commonName=supplied']
    writeFileSync(file(`${ca}.conf`), [...lines, ...more, ''].join('\n'))
  }
  const certificate: TlsServer['certificate'] = (
    name,
    subject,
    { ca = 'ca', from = '20200101000000Z', until = '20490101000000Z' } = {},
  ) => {
    run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${subject}`,
      '-addext',
      `subjectAltName=DNS:${subject}`,
    )
    run(
      'ca',
      '-batch',
      '-notext',
      '-config',
      `${ca}.conf`,
      '-cert',
      `${ca}.crt`,
      '-keyfile',
      `${ca}.key`,
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.crt`,
      '-startdate',
      from,
      '-enddate',
      until,
    )
  }
  const present = (name: string): void => {
    for (const kind of ['crt', 'key']) {
      const path = file(`shown.${kind}`)
      copyFileSync(file(`${name}.${kind}`), path)
      if (uid !== undefined) chownSync(path, uid, gid ?? uid)
      chmodSync(path, 0o600)
    }
  }

  authority('ca')
  authority('other')
  certificate('server', 'localhost')
  present('server')
  runAs(account, 'initdb', ['-D', file('data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'])
  writeFileSync(file('data/pg_hba.conf'), access)
  const settings = ['ssl = on', `ssl_cert_file = '${file('shown.crt')}'`, `ssl_key_file = '${file('shown.key')}'`]
  writeFileSync(file('data/postgresql.conf'), [...settings, `ssl_ca_file = '${file('ca.crt')}'`, ''].join('\n'))
  const port = await freePort()
  const stop = await startServer(account, file('data'), port)
  return {
    port,
    file,
    certificate,
    present,
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
