import { Draft } from './edit/draft.ts'
import { indentationOf } from './edit/layout.ts'
import { revise } from './edit/revise.ts'
import { Unsafe } from './edit/unsafe.ts'
import { asYaml, isYamlList, isYamlMap, sameYaml, type Yaml, yamlOf } from './edit/yaml.ts'
import { readYaml } from './yaml.ts'

export { Unsafe } from './edit/unsafe.ts'
export { asYaml, isYamlList, isYamlMap, sameYaml, type Yaml, type YamlMap } from './edit/yaml.ts'

/**
 * What a YAML text says, as data that keeps the order of its keys; an empty text says an empty map.
 * @throws Unsafe when the text does not parse, holds an alias or a tag, or has more than one document
 */
export function dataOf(text: string): Yaml {
  const { document, second, directives } = readYaml(text)
  const data = document && yamlOf(document.contents)
  if (!document || document.errors[0] || second !== undefined || directives.length > 0 || data === undefined)
    throw new Unsafe('this text cannot be read as plain YAML')
  return data ?? new Map()
}

/**
 * The text with the least change after which it says `data`: the lines, the comments, the quotes and the order of all
 * that stays the same stay as they are. Values are compared as data; the order of keys counts.
 * @throws Unsafe when the text does not parse, or is written in a way in which it cannot be made to say exactly that
 */
export function rewrite(text: string, data: Yaml): string {
  const contents = readYaml(text).document?.contents
  if (sameYaml(dataOf(text), data)) return text
  const draft = new Draft(text, indentationOf(text, contents))
  revise(draft, { kind: 'file', behind: 0, column: 0, inFlow: false }, contents, data)
  const changed = draft.finish()
  if (!sameYaml(dataOf(changed), data)) throw new Unsafe('this text cannot be changed safely')
  return changed
}

/** The data with something else at a path; a map that is not there yet is made. With undefined, the key or the item goes. */
export function withValue(data: Yaml, path: readonly (string | number)[], value: Yaml | undefined): Yaml {
  const [step, ...rest] = path
  if (step === undefined) return value ?? null
  if (isYamlList(data)) {
    const items = [...data]
    if (value === undefined && rest.length === 0) items.splice(Number(step), 1)
    else items[Number(step)] = withValue(items[Number(step)] ?? null, rest, value)
    return items
  }
  const map = new Map(isYamlMap(data) ? data : [])
  const key = String(step)
  if (value === undefined && rest.length === 0) map.delete(key)
  else map.set(key, withValue(map.get(key) ?? new Map(), rest, value))
  return map
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(data: Yaml, path: readonly (string | number)[]): Yaml | undefined {
  let value: Yaml | undefined = data
  for (const step of path)
    value = isYamlMap(value) ? value.get(String(step)) : isYamlList(value) ? value[Number(step)] : undefined
  return value
}

/**
 * Appends an item to a list in YAML text; the list is made when it is not there. Every other line stays as it is
 * written, comments included.
 * @param path keys from the top of the file to the list; all but the last must be there
 * @throws Unsafe as `rewrite`, and when the path leads nowhere
 */
export function appendToList(text: string, path: readonly [...string[], string], item: unknown): string {
  const data = dataOf(text)
  const holder = path.slice(0, -1)
  if (valueAt(data, holder) === undefined) throw new Unsafe(`there is no \`${holder.join('.')}\` in this file`)
  const list = valueAt(data, path)
  const items = isYamlList(list) ? list : []
  return rewrite(text, withValue(data, path, [...items, asYaml(item)]))
}
