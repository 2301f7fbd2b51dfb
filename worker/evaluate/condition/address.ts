import { colon, digitsEnd, dot, hexDigit, readDecimal } from './characters.ts'

/**
 * An IP address as the eight groups of 16 bits that RFC 4291 writes. An IPv4 address is kept as the IPv6 address it is
 * mapped to, so that both spellings are one.
 */
export type Address = Uint16Array

/**
 * Reads an IP address in any spelling of RFC 4291, or as four decimal numbers; undefined for any other text, and for an
 * address with a zone. The address is written `into` what is given.
 */
export function readAddress(text: string, into: Address = new Uint16Array(8)): Address | undefined {
  const isSix = text.includes(':')
  if (!isSix) into.set(mapped)
  const fits = isSix ? readSix(text, into) : readFour(text, 0, into, 6)
  return fits ? into : undefined
}

export function isFour(address: Address): boolean {
  for (let group = 0; group < 6; group += 1) if (address[group] !== mapped[group]) return false
  return true
}

// RFC 4291, 2.5.5.2
const mapped = [0, 0, 0, 0, 0, 0xffff]

/** Four decimal numbers from `start` to the end of the text. A leading zero is refused: some programs read it as octal. */
function readFour(text: string, start: number, into: Address, group: number): boolean {
  let at = start
  let number = 0
  for (let index = 0; index < 4; index += 1) {
    const end = digitsEnd(text, at)
    const byte = readDecimal(text, at, end, 255)
    if (byte === -1 || (index < 3 ? text.charCodeAt(end) !== dot : end !== text.length)) return false
    number = ((number & 0xff) << 8) | byte
    if (index % 2 === 1) into[group + (index >> 1)] = number
    at = end + 1
  }
  return true
}

function readSix(text: string, into: Address): boolean {
  let count = 0
  let gap = -1
  let at = 0
  if (text.startsWith('::')) {
    gap = 0
    at = 2
  }
  while (at < text.length) {
    const end = groupEnd(text, at)
    if (text.charCodeAt(end) === dot) {
      if (count > 6 || !readFour(text, at, into, count)) return false
      count += 2
      break
    }
    if (count === 8 || end === at) return false
    into[count] = readGroup(text, at, end)
    count += 1
    if (end === text.length) break
    if (text.charCodeAt(end) !== colon || end + 1 === text.length) return false
    at = end + 1
    if (text.charCodeAt(at) === colon) {
      if (gap !== -1) return false
      gap = count
      at += 1
    }
  }
  if (gap === -1) return count === 8
  into.copyWithin(8 - (count - gap), gap, count)
  into.fill(0, gap, 8 - (count - gap))
  return count < 8
}

/** The end of the one to four hexadecimal digits at `start`. */
function groupEnd(text: string, start: number): number {
  let end = start
  while (end < start + 4 && hexDigit(text.charCodeAt(end)) !== -1) end += 1
  return end
}

function readGroup(text: string, start: number, end: number): number {
  let group = 0
  for (let at = start; at < end; at += 1) group = (group << 4) | hexDigit(text.charCodeAt(at))
  return group
}
