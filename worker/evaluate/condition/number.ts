import { isDigit, isLetter } from './characters.ts'

/**
 * The number that a text spells in decimal, such as `-1.5e3`, with or without space around it; undefined for any other
 * text. What else JavaScript takes for a number (hexadecimal, `Infinity`, nothing at all) is written with other letters or
 * without a digit.
 */
export function readNumber(text: string): number | undefined {
  let hasDigit = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (isDigit(unit)) hasDigit = true
    else if (isLetter(unit) && (unit | 0x20) !== 0x65) return undefined // e and E
  }
  const number = hasDigit ? Number(text) : NaN
  return Number.isFinite(number) ? number : undefined
}
