import { conditionOf } from './condition.ts'
import { isMap, mapOf, type Meaning, namesIn, type Plain, presence, setOf, textOf } from './meaning.ts'

type Reader = (written: Plain, position: number) => Meaning

/** What a group says, field by field. */
export const groupFields: Readonly<Record<string, Reader>> = {
  exists: () => presence(true),
  description: ({ description }) => textOf(description),
  when: ({ when }) => conditionOf(when),
  members: ({ members }) => setOf(members),
  groups: ({ groups }) => setOf(groups),
  exclude: ({ exclude }) => setOf(exclude),
}

/** Whether a name stands in one of the lists of a group. */
export function named(list: 'members' | 'groups' | 'exclude', name: string): Reader {
  return (group) => presence(namesIn(group[list]).has(name))
}

export const userFields: Readonly<Record<string, Reader>> = {
  exists: () => presence(true),
  id: ({ id }) => textOf(id),
  name: ({ name }) => textOf(name),
}

export const environmentFields: Readonly<Record<string, Reader>> = {
  exists: () => presence(true),
  description: ({ description }) => textOf(description),
  protected: ({ protected: isProtected = false }) => textOf(isProtected),
  // an empty list lets no browser in, an absent one every browser
  origins: ({ origins }) => (Array.isArray(origins) ? namesIn(origins) : textOf(origins)),
  position: (_, position) => String(position),
  keys: ({ keys }) => setOf(Array.isArray(keys) ? keys.map(textOf) : undefined),
}

/** What an environment says of the API key with this SHA-256. */
export function apiKey(sha256: string): Reader {
  return ({ keys }) => {
    const found = (Array.isArray(keys) ? keys : []).filter((one) => isMap(one) && one['sha256'] === sha256)
    return found.length === 0 ? undefined : textOf(found.map(mapOf))
  }
}
