import schema from '../../schema/input/flags.schema.json' with { type: 'json' }
import { article, enumerate } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import { Located } from '../source/source.ts'
import { wrongType } from './problems/wrong-type.ts'
import { isMap } from '../source/map.ts'
import type { Section } from './sections.ts'

type Kind = 'environment' | 'user' | 'group' | 'attribute' | 'flag'

/**
 * Fields that are indented one level too little stand beside their entity and look like entities themselves. Told once
 * for each entity; returned are all keys of the section that are explained by it.
 */
export function reportStrayFields(kind: Kind, section: Section, report: Report): ReadonlySet<string> {
  const explained = new Set<string>()
  for (const [owner, fields] of strayFields(kind, section)) {
    const [first] = fields
    if (first === undefined) continue
    explained.add(owner)
    for (const field of fields) explained.add(field)
    const one = fields.length === 1
    report.add(wrongType, {
      message: `${enumerate(fields)} ${one ? `is a field of ${article(kind)} but stands` : `are fields of ${article(kind)} but stand`} beside the ${kind} \`${owner}\`, not below it`,
      where: new Located(section.value, section.file, [section.name]).keyAt(first),
      help: `indent ${one ? 'it' : 'them'} below \`${owner}\``,
    })
  }
  return explained
}

/** Names inside an entity that are none of its fields: entities, perhaps, that are indented one level too much. */
export function swallowed(kind: Kind, value: unknown): string[] {
  if (!isMap(value)) return []
  const fields = schema.definitions[kind].properties
  return Object.entries(value).flatMap(([name, inner]) =>
    (inner === null || isMap(inner)) && !Object.hasOwn(fields, name) ? [name] : [],
  )
}

function strayFields(kind: Kind, { value, damaged }: Section): Map<string, string[]> {
  const fields = new Set(Object.keys(schema.definitions[kind].properties))
  const strays = new Map<string, string[]>()
  let owner: string | undefined
  for (const [key, inner] of Object.entries(value)) {
    if (damaged.has(key)) continue
    if (owner === undefined || !fields.has(key) || looksLikeEntity(inner, fields)) owner = key
    else strays.set(owner, [...(strays.get(owner) ?? []), key])
  }
  return strays
}

/** A map with none of the fields is one of the fields that hold maps, such as `assignments`. */
function looksLikeEntity(value: unknown, fields: ReadonlySet<string>): boolean {
  if (!isMap(value)) return false
  const keys = Object.keys(value)
  return keys.length === 0 || keys.some((key) => fields.has(key))
}
