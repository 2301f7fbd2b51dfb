import * as fc from 'fast-check'
import { Document, Scalar } from 'yaml'
import { asYaml, isYamlList, isYamlMap, type Yaml, type YamlMap } from '../../compiler/source/edit.ts'

// YAML as different people write it: block and flow, with comments and blank lines, indented in different ways.

const words = [
  'bob',
  'off',
  'true',
  '1',
  '1.0',
  'null',
  'a: b',
  '# no',
  "it's",
  'é',
  ' x',
  '{}',
  '- y',
  '2027-01-01T00:00:00Z',
]
const scalars = fc.oneof(
  fc.constantFrom(...words),
  fc.boolean(),
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(0.5, 1e21, null, 'two\nlines', 'x'.repeat(90)),
)
const keys = fc.oneof(
  fc.stringMatching(/^[a-e]{1,2}$/),
  fc.constantFrom('1', '10', 'true', 'a b', 'x: y', '__proto__', '#k'),
)

const pairs = (value: fc.Arbitrary<Yaml>, minLength: number) =>
  fc
    .uniqueArray(fc.tuple(keys, value), { minLength, maxLength: 4, selector: ([key]) => key })
    .map((all) => new Map(all))

const { value } = fc.letrec<{ value: Yaml }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium', withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 3, arbitrary: pairs(tie('value'), 0) },
  ),
}))

/** What a file says: a map. */
export const yamlData: fc.Arbitrary<YamlMap> = pairs(value, 1)

/** How somebody writes: `choices` decide what may be written in different ways, one after the other. */
export interface Hand {
  readonly choices: readonly number[]
  readonly map: number
  readonly list: number
  readonly newline: string
  readonly ends: boolean
}

export const hand: fc.Arbitrary<Hand> = fc.record({
  choices: fc.array(fc.nat(999), { minLength: 1, maxLength: 40 }),
  map: fc.constantFrom(2, 4, 3),
  list: fc.constantFrom(0, 2, 4),
  newline: fc.constantFrom('\n', '\n', '\r\n'),
  ends: fc.boolean(),
})

/** The lines of each key of a file, written by a hand. Comments are all different. */
export function written(data: YamlMap, hand: Hand): readonly (readonly [key: string, lines: readonly string[]])[] {
  const writer = new Writer(hand)
  return [...data].map((entry) => [entry[0], writer.around(writer.pair(entry), 0)] as const)
}

export function textOf(parts: ReturnType<typeof written>, { newline, ends }: Hand): string {
  return parts.flatMap(([, lines]) => lines).join(newline) + (ends ? newline : '')
}

class Writer {
  readonly #hand: Hand
  #at = 0
  #comments = 0

  constructor(hand: Hand) {
    this.#hand = hand
  }

  #chance(of: number): boolean {
    return (this.#hand.choices[this.#at++ % this.#hand.choices.length] ?? 0) % of === 0
  }

  #comment(): string {
    return `# comment ${++this.#comments} - of: {many}`
  }

  /** Blank lines and comments above. */
  around(lines: string[], column: number): string[] {
    const comment = this.#chance(4) ? [' '.repeat(column) + this.#comment()] : []
    return [...(this.#chance(5) ? [''] : []), ...comment, ...lines]
  }

  #behind(line: string): string {
    return this.#chance(4) ? `${line} ${this.#comment()}` : line
  }

  pair([key, value]: readonly [string, Yaml]): string[] {
    return this.#below(`${this.#scalar(key, false)}:`, value, isYamlList(value) ? this.#hand.list : this.#hand.map)
  }

  #below(opening: string, value: Yaml, step: number): string[] {
    if (!isYamlMap(value) && !isYamlList(value)) {
      if (typeof value === 'string' && /^[a-z ]+$/.test(value.trim()) && value === value.trim() && this.#chance(6))
        return [`${opening} >-`, ' '.repeat(this.#hand.map) + value]
      return [this.#behind(value === null && this.#chance(2) ? opening : `${opening} ${this.#scalar(value, false)}`)]
    }
    const isEmpty = isYamlMap(value) ? value.size === 0 : value.length === 0
    if (isEmpty || this.#chance(4)) return this.#behindLast(this.#flow(opening, value))
    return [this.#behind(opening), ...this.#block(value).map((line) => (line === '' ? '' : ' '.repeat(step) + line))]
  }

  #behindLast(lines: string[]): string[] {
    return [...lines.slice(0, -1), this.#behind(lines.at(-1) ?? '')]
  }

  #block(value: readonly Yaml[] | YamlMap): string[] {
    if (isYamlMap(value)) return [...value].flatMap((entry) => this.around(this.pair(entry), 0))
    return value.flatMap((item) => {
      if (isYamlMap(item) && item.size > 0 && this.#chance(1.5)) {
        const [first, ...others] = item
        const lines = [
          ...this.pair(first as [string, Yaml]),
          ...others.flatMap((entry) => this.around(this.pair(entry), 0)),
        ]
        return this.around(
          lines.map((line, index) => (line === '' ? '' : (index === 0 ? '- ' : '  ') + line)),
          0,
        )
      }
      return this.around(this.#below('-', item, 2), 0)
    })
  }

  #flow(opening: string, value: readonly Yaml[] | YamlMap): string[] {
    const [open, close] = isYamlMap(value) ? ['{', '}'] : ['[', ']']
    const items = isYamlMap(value)
      ? [...value].map(([key, inner]) => `${this.#scalar(key, true)}: ${this.#inline(inner)}`)
      : value.map((item) => this.#inline(item))
    if (items.length === 0 || !this.#chance(3)) return [`${opening} ${open}${items.join(', ')}${close}`]
    const trailing = this.#chance(2) ? ',' : ''
    const lines = items.map((item, index) => `  ${item}${index < items.length - 1 ? ',' : trailing}`)
    return [`${opening} ${open}`, ...lines.map((line) => `  ${this.#behind(line)}`), `    ${close}`]
  }

  #inline(value: Yaml): string {
    if (isYamlMap(value))
      return `{ ${[...value].map(([key, inner]) => `${this.#scalar(key, true)}: ${this.#inline(inner)}`).join(', ')} }`
    if (isYamlList(value)) return `[${value.map((item) => this.#inline(item)).join(', ')}]`
    return this.#scalar(value, true)
  }

  #scalar(value: string | number | boolean | null, inFlow: boolean): string {
    const scalar = new Scalar(value)
    if (typeof value === 'string' && this.#chance(4)) scalar.type = this.#chance(2) ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE'
    if (typeof value === 'string' && value.includes('\n')) scalar.type = 'QUOTE_DOUBLE'
    const document = new Document(inFlow || typeof value === 'string' ? [scalar] : scalar, { version: '1.2' })
    Object.assign(document.contents as object, { flow: true })
    const text = document.toString({ lineWidth: 0 }).trimEnd()
    return text.startsWith('[') ? text.slice(2, -2) : text
  }
}

/** One thing that changes in a file. */
export type Change = (data: Yaml) => Yaml

/** Somewhere in the data, something is set, put in or taken out: which of them, the numbers decide. */
export const change: fc.Arbitrary<Change> = fc
  .tuple(fc.array(fc.nat(99), { minLength: 1, maxLength: 4 }), fc.nat(3), keys, value)
  .map(
    ([way, what, key, fresh]) =>
      (data) =>
        changed(data, way, { what, key, fresh }),
  )

function changed(
  data: Yaml,
  [step = 0, ...rest]: readonly number[],
  edit: { what: number; key: string; fresh: Yaml },
): Yaml {
  const { what, key, fresh } = edit
  if (isYamlList(data)) {
    const at = data.length === 0 ? 0 : step % data.length
    if (rest.length > 0 && data.length > 0) return data.with(at, changed(data[at] as Yaml, rest, edit))
    if (what === 0 && data.length > 0) return data.toSpliced(at, 1)
    return what === 1 && data.length > 0 ? data.with(at, fresh) : data.toSpliced(step % (data.length + 1), 0, fresh)
  }
  if (!isYamlMap(data)) return fresh
  const entries = [...data]
  const [name, inner] = entries[step % Math.max(1, entries.length)] ?? []
  if (rest.length > 0 && name !== undefined) return new Map(data).set(name, changed(inner as Yaml, rest, edit))
  if (what === 0 && name !== undefined) return new Map(entries.filter(([other]) => other !== name))
  if (what === 1 && name !== undefined) return new Map(data).set(name, fresh)
  if (data.has(key)) return data
  return new Map(entries.toSpliced(step % (entries.length + 1), 0, [key, asYaml(fresh)]))
}
