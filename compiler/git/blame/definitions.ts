import type { Part } from '../../model/part.ts'
import { isMap } from './meaning.ts'

/** What a file says of one part. */
export interface Definition {
  /** The parsed YAML behind the part's key, of whatever shape. */
  readonly written: unknown
  /** From 0: its place among its kind in the file. */
  readonly position: number
}

export type Definitions = ReadonlyMap<Part, Definition>

/** What a parsed file says of the parts that are asked for; what has the wrong shape is left out. */
export function definitionsIn(value: unknown, isAsked: (part: Part) => boolean): Definitions {
  const found = new Map<Part, Definition>()
  if (!isMap(value)) return found
  const put = (part: Part, written: unknown, position: number) => {
    if (isAsked(part) && !found.has(part)) found.set(part, { written, position })
  }
  for (const [section, kind] of sections)
    for (const [position, [key, written]] of entries(value[section]).entries()) put(`${kind}:${key}`, written, position)
  for (const [key, flag] of entries(value['flags']))
    if (isMap(flag))
      for (const [position, [environment, list]] of entries(flag['assignments']).entries())
        put(`assignments:${environment}/${key}`, list, position)
  for (const [environment, lists] of entries(value['assignments']))
    for (const [position, [key, list]] of entries(lists).entries())
      put(`assignments:${environment}/${key}`, list, position)
  return found
}

const sections = [
  ['flags', 'flag'],
  ['groups', 'group'],
  ['users', 'user'],
  ['environments', 'environment'],
] as const

function entries(section: unknown): [string, unknown][] {
  return isMap(section) ? Object.entries(section) : []
}
