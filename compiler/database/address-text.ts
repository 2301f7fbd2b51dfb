import { Failure } from '../diagnostics/failure.ts'
import { escaping } from './parameters.ts'

/** An address taken apart; what was left out is empty. */
export interface AddressText {
  /** As written: `name` or `name:port`. */
  readonly hosts: readonly string[]
  readonly user: string
  readonly password: string
  readonly database: string
  readonly parameters: URLSearchParams
}

/**
 * Takes `postgres://user:password@host:port,host:port/database?…` apart.
 * @throws Failure that never repeats the address: it may hold a password
 */
export function readAddressText(text: string): AddressText {
  const found = /^postgres(?:ql)?:\/\/(?<authority>[^/?#]*)(?<rest>.*)$/s.exec(text.trim())?.groups
  const { authority = '', rest = '' } = found ?? {}
  const at = authority.lastIndexOf('@')
  const hosts = authority.slice(at + 1).split(',')
  // the grammar of URLs has one host; the others are looked at one by one
  const url = found && URL.parse(`postgres://${authority.slice(0, at + 1)}${hosts[0] ?? ''}${rest}`)
  if (!url || url.hash !== '' || cutInPassword(url) || !hosts.every((host) => URL.canParse(`postgres://${host}`)))
    throw new Failure('DATABASE_URL is not an address of the form postgres://user:password@host:5432/database', {
      help: escaping,
    })
  return {
    hosts: hosts.map(decode),
    user: decode(url.username),
    password: decode(url.password),
    database: decode(url.pathname.slice(1)),
    parameters: url.searchParams,
  }
}

/** A password with a bare / or ? makes the wrong part of itself the host; then the @ comes behind it. */
function cutInPassword({ username, pathname, search }: URL): boolean {
  return pathname.includes('@') || (username === '' && search.replace(/[?&]user=[^&]*/, '').includes('@'))
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a lone % means itself
  }
}
