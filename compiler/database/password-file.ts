import { readFileSync, statSync } from 'node:fs'

/** A `:` that no `\` takes its meaning from. */
const separator = /(?<=(?<!\\)(?:\\\\)*):/

interface Login {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * The password that a file of lines `host:port:database:user:password` has for a login; the first line that fits counts,
 * `*` fits all, and `\` stands before a `:` or `\` that means itself. As psql, it leaves a file alone that others may read.
 * @returns undefined when there is no such file or no such line
 */
export function readPasswordFile(file: string, { host, port, database, user }: Login): string | undefined {
  for (const line of readLines(file)) {
    if (line.startsWith('#')) continue
    const [onHost, onPort, onDatabase, forUser, ...rest] = line.split(separator).map(unescaped)
    const password = rest.join(':')
    if (password === '' || onHost === undefined || onPort === undefined) continue
    if (onDatabase === undefined || forUser === undefined) continue
    const hosts = host.startsWith('/') ? [host, 'localhost'] : [host]
    if (
      ['*', ...hosts].includes(onHost) &&
      ['*', String(port)].includes(onPort) &&
      ['*', database].includes(onDatabase) &&
      ['*', user].includes(forUser)
    )
      return password
  }
  return undefined
}

function unescaped(field: string): string {
  return field.replaceAll(/\\([:\\])/g, '$1')
}

function readLines(file: string): string[] {
  try {
    const { mode } = statSync(file)
    const open = process.platform !== 'win32' && (mode & 0o077) !== 0
    return open ? [] : readFileSync(file, 'utf8').split(/\r?\n/)
  } catch {
    return []
  }
}
