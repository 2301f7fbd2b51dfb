import { hidden } from '../source/characters.ts'

// How TypeScript is written. A type is one line, or several of which the first stands behind what it is the type of.

const width = 100
const everyHidden = new RegExp(hidden.source, 'g')

/** A value as a literal: JSON is TypeScript, but what nobody can see stands escaped. */
export function literal(value: unknown): string {
  return escaped(JSON.stringify(value))
}

/** The name of a property. */
export function name(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key)
}

/** One of these, each once, in the order given; never when there are none. */
export function union(types: readonly string[]): string {
  const parts = [...new Set(types)]
  const line = parts.join(' | ')
  if (parts.length < 2) return line || 'never'
  return line.length <= width && !line.includes('\n')
    ? line
    : parts.map((part) => `\n${indented(`| ${part}`)}`).join('')
}

/** A list of such things. */
export function listOf(type: string): string {
  return /[|&\n]/.test(type) ? `(${type})[]` : `${type}[]`
}

/** A type behind the words that give it a name: `size?:`, `type Size =`. */
export function named(words: string, type: string): string {
  return type.startsWith('\n') ? `${words}${type}` : `${words} ${type}`
}

export interface Member {
  /** As `name` or an index signature gives it, with a question mark when it may be missing. */
  readonly name: string
  readonly type: string
  readonly description?: string | undefined
}

/** What has these members, between braces. */
export function members(all: readonly Member[]): string {
  const lines = all.map(({ name, type, description }) => `${comment(description)}${named(`${name}:`, type)}`)
  const short = `{ ${lines.join('; ')} }`
  if (short.length <= width && !short.includes('\n')) return short
  return `{\n${lines.map((line) => `${indented(line)}\n`).join('')}}`
}

/** Prose in front of what it is about. It ends where it is meant to, whatever it says. */
export function comment(prose: string | undefined): string {
  const lines = (prose ?? '').trim().split(/\s*\n\s*/)
  const safe = lines.map((line) => escaped(line).replaceAll('*/', '*\\/'))
  if (safe.length > 1) return `/**\n${safe.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
  return safe[0] ? `/** ${safe[0]} */\n` : ''
}

export function indented(text: string): string {
  return `  ${text.replaceAll('\n', '\n  ')}`
}

function escaped(text: string): string {
  return text.replaceAll(everyHidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
