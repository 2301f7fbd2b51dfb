/** An operator that asks the same as a regular expression does. */
export interface Plainer {
  readonly operator: 'equals' | 'in' | 'startsWith' | 'endsWith' | 'contains'
  readonly texts: readonly string[]
  /** The pattern began with `(?i)`. */
  readonly ignoreCase: boolean
}

/** How the texts of one alternative are held at its ends. */
type Anchors = 'both' | 'start' | 'end' | 'none'

interface Alternative {
  readonly anchors: Anchors
  readonly texts: readonly string[]
}

/** A plainer way to ask for any of these patterns (RE2), when they are made of literal text, anchors and alternatives. */
export function plainer(patterns: readonly string[]): Plainer | undefined {
  const ignoring = patterns.filter((pattern) => pattern.startsWith('(?i)'))
  if (ignoring.length > 0 && ignoring.length < patterns.length) return undefined
  const ignoreCase = ignoring.length > 0
  const alternatives = patterns.flatMap((pattern) => readAlternatives(ignoreCase ? pattern.slice(4) : pattern))
  const [first] = alternatives
  if (!first || !alternatives.every((one) => one?.anchors === first.anchors)) return undefined
  const texts = [...new Set(alternatives.flatMap((one) => one?.texts ?? []))]
  return texts.includes('') ? undefined : { operator: operatorFor(first.anchors, texts), texts, ignoreCase }
}

function operatorFor(anchors: Anchors, texts: readonly string[]): Plainer['operator'] {
  if (anchors === 'both') return texts.length === 1 ? 'equals' : 'in'
  return anchors === 'start' ? 'startsWith' : anchors === 'end' ? 'endsWith' : 'contains'
}

function readAlternatives(pattern: string): (Alternative | undefined)[] {
  return split(pattern)?.map(readAlternative) ?? [undefined]
}

function readAlternative(pattern: string): Alternative | undefined {
  const starts = pattern.startsWith('^')
  const ends = pattern.endsWith('$') && !isEscaped(pattern, pattern.length - 1)
  let body = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined)
  // Nothing is asked of what comes before or after, unless an anchor holds the end.
  if (!ends && body.endsWith('.*') && !isEscaped(body, body.length - 2)) body = body.slice(0, -2)
  if (!starts && body.startsWith('.*')) body = body.slice(2)
  const texts = readTexts(body)
  return texts && { anchors: starts ? (ends ? 'both' : 'start') : ends ? 'end' : 'none', texts }
}

/** One text, or the texts of one pair of parentheses around everything. */
function readTexts(body: string): readonly string[] | undefined {
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(body)?.[1]
  const texts = inner === undefined ? [literal(body)] : (split(inner)?.map(literal) ?? [undefined])
  return texts.every((text) => text !== undefined) ? texts : undefined
}

/** The text that a pattern stands for; undefined when it says more than text. */
function literal(pattern: string): string | undefined {
  let text = ''
  for (let at = 0; at < pattern.length; at += 1) {
    const escaped = pattern[at] === '\\'
    if (escaped) at += 1
    const character = pattern[at] ?? 'd'
    if (escaped ? /[A-Za-z0-9]/.test(character) : special.has(character)) return undefined
    text += character
  }
  return text
}

const special = new Set('\\^$.|?*+()[]{}')

/** At each `|` that stands in no parentheses and no class; undefined when a class makes that hard to tell. */
function split(pattern: string): string[] | undefined {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at]
    if (character === '[') return undefined
    if (character === '\\') at += 1
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === '|' && depth === 0) {
      parts.push(pattern.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, pattern.slice(start)]
}

/** An odd number of backslashes before it takes a character's meaning away. */
function isEscaped(pattern: string, at: number): boolean {
  let count = 0
  while (pattern[at - 1 - count] === '\\') count += 1
  return count % 2 === 1
}
