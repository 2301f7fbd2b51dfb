import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Postgres binaries, and the user to run them as: Postgres refuses root. */
export interface Account {
  readonly folder: string
  readonly uid?: number
  readonly gid?: number
}

/** The newest Postgres of this machine; undefined when there is none, or nobody to run it as. */
export function findServer(): Account | undefined {
  const folder = binaries()
  if (!folder) return undefined
  if (process.getuid?.() !== 0) return { folder }
  for (const user of ['postgres', 'nobody']) {
    const { status, stdout } = spawnSync('id', ['-u', user], { encoding: 'utf8' })
    if (status !== 0) continue
    return { folder, uid: Number(stdout), gid: Number(execFileSync('id', ['-g', user], { encoding: 'utf8' })) }
  }
  return undefined
}

function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ].find((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')))
}

/** A program of this machine that starts, or undefined: Debian's psql, for one, is there before the real one is. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  return found && spawnSync(found, ['--version']).status === 0 ? found : undefined
}

function identity({ uid, gid }: Account): { uid?: number; gid?: number } {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) }
}

export function runAs(account: Account, program: string, args: readonly string[]): void {
  execFileSync(join(account.folder, program), args, { ...identity(account), cwd: '/', stdio: 'pipe' })
}

/** Starts a server on 127.0.0.1 and waits until it takes connections; call what it returns to stop it. */
export async function startServer(account: Account, data: string, port: number): Promise<() => Promise<void>> {
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    dirname(data),
    ...settings.flatMap((s) => ['-c', s]),
  ]
  const server = spawn(join(account.folder, 'postgres'), args, { ...identity(account), cwd: '/', stdio: 'pipe' })
  let output = ''
  server.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const kill = (): boolean => server.kill('SIGQUIT')
  process.once('exit', kill)
  const deadline = Date.now() + 30_000
  while (!output.includes('ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`Postgres did not start:\n${output}`)
    await sleep(20)
  }
  return async () => {
    process.off('exit', kill)
    server.kill('SIGINT')
    await ended
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
