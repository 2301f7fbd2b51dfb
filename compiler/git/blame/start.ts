import type { Part } from '../../model/part.ts'
import type { Repository } from '../repository.ts'
import { flagFilesAt } from '../tree.ts'
import type { Blobs } from './blobs.ts'
import { fieldOf, indexIn, type Surroundings } from './fields.ts'
import { onVariant } from './flag-fields.ts'
import { itemsOf } from './item.ts'
import { type Home, Pending, type Suspect } from './suspicion.ts'

/** Which fields of which parts are asked for. */
export type Asked = ReadonlyMap<Part, ReadonlySet<string>>

interface Place {
  readonly repository: Repository
  readonly folder: string
  readonly blobs: Blobs
}

/** Everything that is asked for, as it stands at head: what the fields say there is what somebody has to have said. */
export async function suspectedAt(
  place: Place,
  head: string,
  base: string | undefined,
  asked: Asked,
): Promise<Pending> {
  const homes = await homesAt(place, head)
  const before = base !== undefined && asksForGone(asked) ? await homesAt(place, base) : undefined
  const pending = new Pending()
  for (const [part, names] of asked) {
    const here = homes.get(part) ?? []
    const surroundings: Surroundings = {
      on: onVariant(homes.get(flagOf(part))?.[0]?.definition.written),
      before: itemsOf(before?.get(part)?.[0]?.definition.written) ?? [],
    }
    const seen = here[0]?.definition
    const suspects = [...names].map((name): Suspect => {
      const [field, at] = [fieldOf(part, name, surroundings), indexIn(part, name)]
      return { name, field, value: field(seen, at), at, turned: undefined }
    })
    if (suspects.length > 0) pending.put({ part, homes: here, seen, gap: undefined, suspects })
  }
  return pending
}

/** The parts that have to be read to answer for these. */
export function readFor(asked: Asked): (part: Part) => boolean {
  const parts = new Set(asked.keys())
  for (const part of asked.keys()) if (part.startsWith('assignments:')) parts.add(flagOf(part))
  return (part) => parts.has(part)
}

function flagOf(part: Part): Part {
  return `flag:${part.slice(part.indexOf('/') + 1)}`
}

function asksForGone(asked: Asked): boolean {
  return [...asked.values()].some((names) => [...names].some((name) => /^gone\/\d+$/.test(name)))
}

async function homesAt({ repository, folder, blobs }: Place, commit: string): Promise<Map<Part, Home[]>> {
  const files = await flagFilesAt(repository, commit, folder)
  await blobs.load(files.map(({ object }) => object))
  const homes = new Map<Part, Home[]>()
  for (const { path, object } of files) {
    const reading = blobs.get(object)
    if (reading === 'broken') continue
    for (const [part, definition] of reading) {
      const home: Home = { path, definition }
      const others = homes.get(part)
      if (others) others.push(home)
      else homes.set(part, [home])
    }
  }
  return homes
}
