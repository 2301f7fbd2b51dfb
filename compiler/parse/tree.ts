import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { shorten } from '../source/shorten.ts'
import type { Path } from '../source/source.ts'
import type { Findings } from './findings.ts'
import type { HiddenCharacters } from './hidden.ts'
import { judgeNumber } from './numbers.ts'
import { alias } from './problems/alias.ts'
import { duplicateKey } from './problems/duplicate-key.ts'
import { explicitTag } from './problems/explicit-tag.ts'
import { mergeKey } from './problems/merge-key.ts'
import { tooDeep } from './problems/too-deep.ts'
import { yamlSyntax } from './problems/yaml-syntax.ts'

const deepest = 32

/** One pass over a syntax tree: builds the plain value and refuses what is not plain. */
export class TreeReader {
  /** The entities (`flags`, key) in which something was refused. */
  readonly damaged: Path[] = []
  /** Something that is written is not in the value. */
  partial = false
  readonly #findings: Findings
  readonly #characters: HiddenCharacters
  readonly #path: (string | number)[] = []
  #marked: Path | undefined

  constructor(findings: Findings, characters: HiddenCharacters) {
    this.#findings = findings
    this.#characters = characters
  }

  read(node: unknown): unknown {
    if (isScalar(node)) return this.#scalar(node)
    if (isCollection(node)) {
      if (node.tag || node.anchor) this.#refuseProperties(node)
      if (this.#path.length >= deepest) return this.#tooDeep(node)
      return isMap(node) ? this.#map(node) : this.#list(node)
    }
    if (!isAlias(node)) return undefined
    this.partial = true
    this.#refuse(alias, node, `\`*${node.source}\` repeats something written elsewhere`, 'write the value out')
    return null
  }

  #map(map: YAMLMap): unknown {
    const value: Record<string, unknown> = {}
    for (const pair of map.items) {
      if (!isScalar(pair.key)) continue
      const key = String(pair.key.value)
      this.#path.push(key)
      if (this.#characters.offsets.length > 0) this.#markHidden(pair)
      this.#judgeKey(pair.key, key)
      if (pair.value === null && this.#path.length > 4) this.#noColon(pair.key, key)
      // The look-up alone is cheaper, and rules out nearly all keys.
      if (value[key] !== undefined && Object.hasOwn(value, key)) this.#duplicate(map, pair, key)
      else if (key === '__proto__') define(value, key, this.read(pair.value) ?? null)
      else value[key] = this.read(pair.value) ?? null
      this.#path.pop()
    }
    return value
  }

  #list(list: YAMLSeq): unknown[] {
    return list.items.map((item, index) => {
      this.#path.push(index)
      const value = this.read(item) ?? null
      this.#path.pop()
      return value
    })
  }

  #scalar(node: Scalar): unknown {
    if (node.tag || node.anchor) this.#refuseProperties(node)
    const { value, type } = node
    if (typeof value === 'number' && !judgeNumber(node, value, this.#path, this.#findings)) this.#damage()
    if (typeof value === 'string' && type === 'QUOTE_DOUBLE') this.#judgeCharacters(node, value, 'value')
    return value
  }

  #judgeKey(node: Scalar, key: string): void {
    if (node.tag || node.anchor) this.#refuseProperties(node)
    this.#judgeCharacters(node, key, 'key')
    if (key !== '<<') return
    this.partial = true
    this.#refuse(mergeKey, node, '`<<` would copy fields from elsewhere', 'write the fields out')
  }

  /** Deep inside the value of a variant nothing else would notice that `{ size 1 }` is a key without a value. */
  #noColon(node: Scalar, key: string): void {
    if (this.#path[2] !== 'variants') return
    this.#refuse(yamlSyntax, node, `\`${shorten(key, 60)}\` has no value`, 'is a colon missing? Write `key: value`')
  }

  #judgeCharacters(node: Scalar, text: string, kind: 'key' | 'value'): void {
    const [start = 0, end = 0] = node.range ?? []
    if (!this.#characters.clean(text, kind, node.type === 'QUOTE_DOUBLE', start, end)) this.#damage()
  }

  #duplicate(map: YAMLMap, pair: Pair, key: string): void {
    this.partial = true
    if (this.#path.length > 1) this.#damage()
    // Its flags are not known by name without reading it.
    else if (key === 'assignments') this.damaged.push([key])
    // Of a second section nothing is read, but its names are known.
    else if (isMap(pair.value))
      for (const { key: inner } of pair.value.items) if (isScalar(inner)) this.damaged.push([key, String(inner.value)])
    if (this.#findings.full) return this.#findings.count()
    const first = map.items.find((other) => isScalar(other.key) && String(other.key.value) === key)
    const [start = 0, end = 0] = (pair.key as Scalar).range ?? []
    const [firstStart = 0, firstEnd = 0] = (first?.key as Scalar | undefined)?.range ?? []
    this.#findings.add(duplicateKey, {
      message: `\`${key}\` is written twice in the same map`,
      where: this.#findings.span(start, end),
      related: [{ message: 'first written here', where: this.#findings.span(firstStart, firstEnd) }],
      help: this.#path.length === 1 ? 'put both into one section' : 'keep one of the two',
    })
  }

  #refuseProperties(node: Node): void {
    const { tag, anchor } = node as Scalar
    if (tag) this.#refuse(explicitTag, node, `\`${tag}\` changes what this value is`, 'write the value as it is meant')
    if (anchor) this.#refuse(alias, node, `\`&${anchor}\` is there to be repeated elsewhere`, `remove \`&${anchor}\``)
  }

  #tooDeep(node: Node): null {
    this.#refuse(tooDeep, node, `this is nested deeper than ${deepest} levels`, 'make the value flatter')
    return null
  }

  #refuse(problem: Parameters<Findings['add']>[0], node: Node, message: string, help: string): void {
    const [start = 0, end = start] = node.range ?? []
    this.#findings.add(problem, { message, where: this.#findings.span(start, end), help })
    // The sections themselves are still read: what makes them unusual does not change what stands in them.
    if (this.#path.length > 1 || !isCollection(node)) this.#damage()
  }

  #markHidden(pair: Pair): void {
    if (this.#path.length > 3) return
    const [start = 0] = (pair.key as Scalar).range ?? []
    const end = (pair.value as Node | null)?.range?.[2] ?? (pair.key as Scalar).range?.[2] ?? start
    const whole = this.#path[0] === 'assignments' ? 3 : 2
    if (this.#path.length === whole && this.#characters.within(start, end)) this.#damage()
  }

  #damage(): void {
    const entity = this.#path.slice(0, this.#path[0] === 'assignments' ? 3 : 2)
    if (this.#marked && entity.join('\n') === this.#marked.join('\n')) return
    this.#marked = entity
    this.damaged.push(entity)
  }
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}
