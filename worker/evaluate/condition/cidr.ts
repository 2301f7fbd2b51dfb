import { type Address, isFour, readAddress } from './address.ts'
import { readDecimal } from './characters.ts'

/** The addresses that begin with the same bits as `address`. */
export interface Range {
  readonly address: Address
  /** How many bits of the 128 count. */
  readonly bits: number
  /** A range of IPv4 addresses; it holds no others, and a range of IPv6 addresses holds none of these. */
  readonly four: boolean
}

/** Reads a range as CIDR writes it, or an address, which is a range of one; undefined for any other text. */
export function readRange(text: string): Range | undefined {
  const slash = text.indexOf('/')
  const address = readAddress(slash === -1 ? text : text.slice(0, slash))
  const most = text.includes(':') ? 128 : 32
  const length = slash === -1 ? most : readDecimal(text, slash + 1, text.length, most)
  if (!address || length === -1) return undefined
  const bits = length + 128 - most
  return { address, bits, four: bits >= 96 && isFour(address) }
}

export function contains({ address, bits, four }: Range, candidate: Address): boolean {
  if (isFour(candidate) !== four) return false
  const whole = bits >> 4
  for (let group = 0; group < whole; group += 1) if (address[group] !== candidate[group]) return false
  const rest = bits & 15
  return rest === 0 || (address[whole]! ^ candidate[whole]!) >> (16 - rest) === 0
}
