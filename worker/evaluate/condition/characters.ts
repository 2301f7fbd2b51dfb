// Texts are read by their code units: these readers stand on the way to every answer, and a pattern or a split would
// leave objects behind on it. A place beyond the end of a text holds no character of any kind.

export const plus = 0x2b
export const dash = 0x2d
export const dot = 0x2e
export const zero = 0x30
export const colon = 0x3a

export function isDigit(unit: number): boolean {
  return unit >= zero && unit <= 0x39
}

export function isLetter(unit: number): boolean {
  const small = unit | 0x20
  return small >= 0x61 && small <= 0x7a
}

/** The value of a hexadecimal digit; -1 for any other character. */
export function hexDigit(unit: number): number {
  if (isDigit(unit)) return unit - zero
  const small = unit | 0x20
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1
}

export function digitsEnd(text: string, start: number): number {
  let end = start
  while (isDigit(text.charCodeAt(end))) end += 1
  return end
}

/** The number that exactly `count` digits at `start` spell; -1 when they are not all digits. */
export function digitsAt(text: string, start: number, count: number): number {
  let number = 0
  for (let at = start; at < start + count; at += 1) {
    const unit = text.charCodeAt(at)
    if (!isDigit(unit)) return -1
    number = number * 10 + unit - zero
  }
  return number
}

/** The number from `start` to `end`, in digits alone and without a leading zero; -1 when it is none, or above `most`. */
export function readDecimal(text: string, start: number, end: number, most: number): number {
  if (end <= start || end > start + 3 || (end > start + 1 && text.charCodeAt(start) === zero)) return -1
  const number = digitsAt(text, start, end - start)
  return number > most ? -1 : number
}
