import type { Part } from '../../model/part.ts'
import type { Repository } from '../repository.ts'
import { flagFilesAt } from '../tree.ts'
import type { Blobs } from './blobs.ts'
import type { Definition } from './definitions.ts'
import { fieldOf, indexIn, type Surroundings } from './fields.ts'
import { onVariant } from './flag-fields.ts'
import type { Lineage } from './lineage.ts'
import { type Home, Pending, type Suspect, type Suspicion } from './suspicion.ts'

/** Which fields of which parts are asked for. */
export type Asked = ReadonlyMap<Part, ReadonlySet<string>>

interface Place {
  readonly repository: Repository
  readonly folder: string
  readonly blobs: Blobs
}

/** Everything that is asked for, as it stands at head: what the fields say there is what somebody has to have said. */
export function suspectedAt(
  homes: ReadonlyMap<Part, readonly Home[]>,
  asked: Asked,
  lineages: ReadonlyMap<Part, Lineage>,
): Pending {
  const pending = new Pending()
  for (const [part, names] of asked) {
    const surroundings = (): Surroundings => ({
      on: onVariant(homes.get(flagOf(part))?.[0]?.definition.written),
      lineage: lineages.get(part),
    })
    if (names.size > 0) pending.put(beginning(part, homes.get(part) ?? [], names, surroundings))
  }
  return pending
}

/** A suspicion at head. Most parts stay as they are through most commits, and only those that do not are read field by field. */
function beginning(
  part: Part,
  homes: readonly Home[],
  names: ReadonlySet<string>,
  surroundings: () => Surroundings,
): Suspicion {
  const seen = homes[0]?.definition
  let known: readonly Suspect[] | undefined
  return {
    part,
    homes,
    seen,
    gap: undefined,
    get suspects() {
      return (known ??= suspects(part, seen, names, surroundings()))
    },
  }
}

function suspects(part: Part, seen: Definition | undefined, names: ReadonlySet<string>, surroundings: Surroundings) {
  return [...names].map((name): Suspect => {
    const [field, at] = [fieldOf(part, name, surroundings), indexIn(part, name)]
    return { name, field, value: field(seen, at), at, turned: undefined }
  })
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

/** The lists of which somebody asks for assignments that are gone. */
export function listsWithGone(asked: Asked): Part[] {
  return [...asked].filter(([, names]) => [...names].some((name) => /^gone\/\d+$/.test(name))).map(([part]) => part)
}

const few = 100
const escape = Buffer.from('\\')

/** Where the parts that are asked for stand at a commit. */
export async function homesAt(
  { repository, folder, blobs }: Place,
  commit: string,
  asked: Asked,
): Promise<Map<Part, Home[]>> {
  const files = await flagFilesAt(repository, commit, folder)
  await blobs.load(files.map(({ object }) => object))
  const words = asked.size <= few ? [escape, ...[...asked.keys()].map(lastWord)] : [Buffer.alloc(0)]
  const homes = new Map<Part, Home[]>()
  for (const { path, object } of files) {
    const reading = blobs.find(object, words)
    if (reading === undefined || reading === 'broken') continue
    for (const [part, definition] of reading) {
      const home: Home = { path, definition }
      const others = homes.get(part)
      if (others) others.push(home)
      else homes.set(part, [home])
    }
  }
  return homes
}

/** What stands in every file that says something of a part, unless it is escaped: the end of its key. */
function lastWord(part: Part): Buffer {
  return Buffer.from(/[A-Za-z0-9]*$/.exec(part)?.[0] ?? '')
}
