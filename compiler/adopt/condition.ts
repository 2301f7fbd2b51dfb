import { canonicalJson } from '../model/canonical-json.ts'
import type { Condition } from '../model/condition.ts'
import { isCondition, type StoredCondition, storedCondition } from '../model/stored-condition.ts'
import { asYaml, type Yaml, type YamlMap } from '../source/edit.ts'
import { listOf, mapOf } from './fields.ts'
import { Unwritable } from './head.ts'
import { instantText } from './instant.ts'

/** A condition as it is written now, and what it means. */
export interface WrittenCondition {
  readonly written: YamlMap
  readonly condition: Condition
}

/**
 * The `when` that means a condition as rows hold it. Whatever of it is written already keeps its spelling.
 * @param json the JSON text of the row
 * @throws Unwritable when it has not the shape of a condition
 */
export function whenOf(json: string, old: WrittenCondition | undefined): Yaml {
  const stored: unknown = JSON.parse(json)
  if (!isCondition(stored)) throw new Unwritable('the condition has not the shape that conditions have')
  const writer = new Writer()
  if (old) writer.know(old.written, old.condition)
  return writer.map(stored)
}

type Entry = readonly [string, Yaml]

class Writer {
  readonly #maps = new Map<string, YamlMap>()
  readonly #entries = new Map<string, Entry>()

  /** Remembers how everything inside a condition is spelled. */
  know(written: YamlMap, condition: Condition): void {
    this.#maps.set(textOf(storedCondition(condition)), written)
    const entries = [...written]
    const parts = entries.length === 1 ? [condition] : condition.kind === 'all' ? condition.conditions : []
    for (const [index, part] of parts.entries()) {
      const [name, value] = entries[index] as Entry
      this.#entries.set(textOf(storedCondition(part)), [name, value])
      if ((name === 'all' || name === 'any') && part.kind === name)
        for (const [nth, inner] of part.conditions.entries()) this.know(mapOf(listOf(value)[nth]), inner)
      if (name === 'not' && part.kind === 'not') this.know(mapOf(value), part.condition)
    }
  }

  map(stored: StoredCondition): YamlMap {
    const known = this.#maps.get(textOf(stored))
    if (known) return known
    const parts = 'all' in stored && stored.all.length > 1 ? stored.all : [stored]
    const entries = parts.map((part) => this.#entry(part))
    const names = new Set(entries.map(([name]) => name))
    // keys that are numbers lose their order on the way, and the order of a condition is part of its row
    const isPlain = names.size === parts.length && !(names.size > 1 && [...names].some((name) => /^\d+$/.test(name)))
    return new Map(isPlain ? entries : [['all', parts.map((part) => this.map(part))]])
  }

  #entry(stored: StoredCondition): Entry {
    const known = this.#entries.get(textOf(stored))
    if (known) return known
    if ('all' in stored) return ['all', stored.all.map((one) => this.map(one))]
    if ('any' in stored) return ['any', stored.any.map((one) => this.map(one))]
    if ('not' in stored) return ['not', this.map(stored.not)]
    if ('group' in stored) return ['group', oneOrMany(stored.group)]
    const { attribute, test, ...modifiers } = stored
    return [isTaken(attribute) ? `.${attribute}` : attribute, testOf(test, modifiers)]
  }
}

function textOf(stored: StoredCondition): string {
  return canonicalJson(stored)
}

/** A dot in front tells an attribute from a combinator of the same name. */
function isTaken(attribute: string): boolean {
  return attribute.startsWith('.') || ['all', 'any', 'not', 'group'].includes(attribute)
}

/** `equals` alone is written as its value, `in` alone as its list. */
function testOf(test: object, modifiers: object): Yaml {
  const operators = Object.entries(test)
  const [[only, operand] = []] = operators
  const isAlone = operators.length === 1 && Object.keys(modifiers).length === 0
  if (isAlone && only === 'in') return asYaml(operand)
  if (isAlone && only === 'equals' && typeof operand !== 'object') return asYaml(operand)
  const written = operators.map(([name, value]): Entry => [name, operandOf(name, value)])
  return new Map([...written, ...Object.entries(modifiers).map(([name, value]): Entry => [name, asYaml(value)])])
}

const lists = new Set(['in', 'notIn', 'equals', 'notEquals'])

function operandOf(operator: string, value: unknown): Yaml {
  if (operator === 'before' || operator === 'after') return instantText(Number(value))
  return Array.isArray(value) && !lists.has(operator) ? oneOrMany(value) : asYaml(value)
}

function oneOrMany(values: readonly unknown[]): Yaml {
  return values.length === 1 ? asYaml(values[0]) : asYaml(values)
}
