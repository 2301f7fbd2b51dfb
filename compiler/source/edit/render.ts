import { Document, Scalar } from 'yaml'
import { isYamlList, isYamlMap, type Yaml, type YamlMap } from './yaml.ts'

type Plain = string | number | boolean | null

/** How a file is indented: the columns that a map, and a list, stand to the right of the key they belong to. */
export interface Indentation {
  readonly map: number
  readonly list: number
}

/** Longer than this, a person would begin a new line. */
export const widest = 120

const core = { version: '1.2', schema: 'core' } as const

/** A scalar on one line, in the plainest way that says it and nothing else; in the quotes of `like` when it has any. */
export function scalarText(value: Plain, like?: unknown): string {
  const scalar = new Scalar(value)
  if (typeof value === 'string') scalar.type = value.includes('\n') ? 'QUOTE_DOUBLE' : (quotesOf(like) ?? 'PLAIN')
  const document = new Document([scalar], core)
  const list = document.contents as unknown as { flow?: boolean }
  list.flow = true
  return document.toString({ lineWidth: 0 }).slice('[ '.length, -' ]\n'.length)
}

function quotesOf(like: unknown): 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | undefined {
  const type = like instanceof Scalar ? like.type : undefined
  return type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE' ? type : undefined
}

/** A text in the block style (`|` or `>`) of `like`: the header, and the lines below it without their indentation. */
export function blockScalar(value: string, like: Scalar): string[] {
  const scalar = new Scalar(value)
  scalar.type = like.type ?? 'BLOCK_LITERAL'
  const lines = new Document(new Map([['k', scalar]]), core)
    .toString({ lineWidth: 100, minContentWidth: 0 })
    .split('\n')
  lines.pop()
  return [lines[0]?.slice('k: '.length) ?? '', ...lines.slice(1).map((line) => line.replace(/^ {2}/, ''))]
}

/** A value on one line: `{ user: bob, serve: off }`, `[a, b]`. */
export function flowText(value: Yaml): string {
  if (isYamlList(value)) return `[${value.map(flowText).join(', ')}]`
  if (!isYamlMap(value)) return scalarText(value)
  return value.size === 0 ? '{}' : `{ ${[...value].map(flowPair).join(', ')} }`
}

export function flowPair([key, value]: readonly [string, Yaml]): string {
  return `${scalarText(key)}: ${flowText(value)}`
}

/** A value as it stands behind a key or a dash: text for the same line, and lines below it, indented from there. */
export interface Rendered {
  readonly inline: string
  readonly below: readonly string[]
}

/** A scalar, and a collection of scalars that is short, stand on the line of their key; the rest below it. */
export function render(value: Yaml, indentation: Indentation, room: number): Rendered {
  const text = flowText(value)
  if (isScalar(value) || size(value) === 0 || (isFlat(value) && text.length <= room)) return { inline: text, below: [] }
  const step = isYamlList(value) ? indentation.list : indentation.map
  return { inline: '', below: blockLines(value, indentation, room - step).map((line) => ' '.repeat(step) + line) }
}

/** The lines of a collection in block style, or the only line of a scalar. */
export function blockLines(value: Yaml, indentation: Indentation, room: number): string[] {
  if (isYamlMap(value) && value.size > 0) return [...value].flatMap((entry) => pairLines(entry, indentation, room))
  if (isYamlList(value) && value.length > 0) return value.flatMap((item) => itemLines(item, indentation, room))
  return [flowText(value)]
}

export function pairLines([key, value]: readonly [string, Yaml], indentation: Indentation, room: number): string[] {
  const name = scalarText(key)
  const { inline, below } = render(value, indentation, room - name.length - 2)
  return [inline === '' ? `${name}:` : `${name}: ${inline}`, ...below]
}

/** An item of a block list. A map stands in block style, however short. */
export function itemLines(item: Yaml, indentation: Indentation, room: number): string[] {
  const [first = '', ...others] =
    isYamlList(item) && isFlat(item) ? [flowText(item)] : blockLines(item, indentation, room - 2)
  return [`- ${first}`, ...others.map((line) => `  ${line}`)]
}

export function isScalar(value: Yaml): value is Plain {
  return !isYamlList(value) && !isYamlMap(value)
}

/** Does it hold no other collection? */
export function isFlat(value: Yaml): boolean {
  return isScalar(value) || innerOf(value).every(isScalar)
}

function size(value: readonly Yaml[] | YamlMap): number {
  return isYamlList(value) ? value.length : value.size
}

export function innerOf(value: readonly Yaml[] | YamlMap): Yaml[] {
  return isYamlList(value) ? [...value] : [...value.values()]
}
