import { dash, digitsEnd, dot, isDigit, isLetter, plus, zero } from './characters.ts'

/** A version in its one canonical spelling: major, minor and patch, perhaps a prerelease, no build metadata. Made by `readSemver`. */
export type Semver = string & { readonly [canonical]: true }
declare const canonical: unique symbol

/**
 * Reads a version as SemVer 2.0.0 spells it; undefined for any other text. `loose` also takes a `v` or `V` in front, and
 * versions without patch, or without minor and patch. Equal versions give equal texts; numbers may be of any length.
 */
export function readSemver(text: string, loose: boolean): Semver | undefined {
  const first = text.charCodeAt(0) | 0x20
  const start = loose && first === 0x76 ? 1 : 0
  let numbers = 1
  let end = numberEnd(text, start)
  while (end !== -1 && numbers < 3 && text.charCodeAt(end) === dot) {
    end = numberEnd(text, end + 1)
    numbers += 1
  }
  if (end === -1 || (numbers < 3 && !loose)) return undefined
  const core = end
  if (text.charCodeAt(end) === dash) end = identifiersEnd(text, end + 1, true)
  const release = end
  if (end !== -1 && text.charCodeAt(end) === plus) end = identifiersEnd(text, end + 1, false)
  if (end !== text.length) return undefined
  if (numbers < 3) return (text.slice(start, core) + '.0'.repeat(3 - numbers) + text.slice(core, release)) as Semver
  return (start === 0 && release === end ? text : text.slice(start, release)) as Semver
}

/** Negative when `a` comes before `b` in the order of SemVer 2.0.0, 0 when they are the same, positive otherwise. */
export function compareSemver(a: Semver, b: Semver): number {
  if (a === b) return 0
  // Identifiers that are the same have the same spelling, so one cursor does for both texts.
  let at = 0
  for (let number = 0; number < 3; number += 1) {
    const end = numberEnd(a, at)
    const order = compareNumbers(a, end, b, numberEnd(b, at), at)
    if (order !== 0) return order
    at = end + 1
  }
  if (at > a.length) return 1 // a version without prerelease comes after those with one
  if (at > b.length) return -1
  for (;;) {
    const end = identifierEnd(a, at)
    const order = compareIdentifiers(a, end, b, identifierEnd(b, at), at)
    if (order !== 0) return order
    at = end + 1
    if (at > a.length) return -1 // the shorter of two prereleases comes first
    if (at > b.length) return 1
  }
}

/** The end of the number at `start`; -1 when there is none, or one with a leading zero. */
function numberEnd(text: string, start: number): number {
  const end = digitsEnd(text, start)
  return end === start || (text.charCodeAt(start) === zero && end > start + 1) ? -1 : end
}

/** The end of the identifiers at `start`, with dots between; -1 when one is empty, or a number with a leading zero where order counts. */
function identifiersEnd(text: string, start: number, ordered: boolean): number {
  for (let at = start; ;) {
    let end = at
    let digits = 0
    for (; isIdentifier(text.charCodeAt(end)); end += 1) if (isDigit(text.charCodeAt(end))) digits += 1
    const length = end - at
    if (length === 0 || (ordered && digits === length && length > 1 && text.charCodeAt(at) === zero)) return -1
    if (text.charCodeAt(end) !== dot) return end
    at = end + 1
  }
}

function isIdentifier(unit: number): boolean {
  return isDigit(unit) || isLetter(unit) || unit === dash
}

function identifierEnd(text: string, start: number): number {
  const end = text.indexOf('.', start)
  return end === -1 ? text.length : end
}

function compareIdentifiers(a: string, aEnd: number, b: string, bEnd: number, start: number): number {
  const aIsNumber = numberEnd(a, start) === aEnd
  const bIsNumber = numberEnd(b, start) === bEnd
  if (aIsNumber && bIsNumber) return compareNumbers(a, aEnd, b, bEnd, start)
  if (aIsNumber || bIsNumber) return aIsNumber ? -1 : 1
  return compareTexts(a, aEnd, b, bEnd, start)
}

/** Without leading zeros, the longer number is the larger. */
function compareNumbers(a: string, aEnd: number, b: string, bEnd: number, start: number): number {
  return aEnd - bEnd || compareTexts(a, aEnd, b, bEnd, start)
}

function compareTexts(a: string, aEnd: number, b: string, bEnd: number, start: number): number {
  for (let at = start; at < aEnd && at < bEnd; at += 1) {
    const order = a.charCodeAt(at) - b.charCodeAt(at)
    if (order !== 0) return order
  }
  return aEnd - bEnd
}
