import { tooShallow } from '../deepen.ts'
import type { Repository } from '../repository.ts'
import { isShallow } from '../revision.ts'
import { versionAt } from '../tree.ts'
import type { Blobs } from './blobs.ts'
import type { Definitions } from './definitions.ts'
import { judge } from './judge.ts'
import type { Side } from './range.ts'
import type { Home, Suspicion } from './suspicion.ts'
import type { Verdicts } from './verdicts.ts'

/** Settles suspicions that leave the range; those in a gap by what the files held before it. */
export function leaving(repository: Repository, blobs: Blobs, base: string | undefined, verdicts: Verdicts) {
  const readings = new Map<string, Promise<Definitions>>()
  const before = (commit: string, path: string) => {
    const name = `${commit}:${path}`
    const reading = readings.get(name) ?? readBefore(repository, blobs, commit, path)
    readings.set(name, reading)
    return reading
  }
  return async (side: Side, suspicion: Suspicion): Promise<void> => {
    const { part, gap } = suspicion
    const homes: Home[] = []
    for (const path of gap?.paths ?? []) {
      const definition = (await before(side.parent, path)).get(part)
      if (definition) homes.push({ path, definition })
    }
    const { guilty } = gap ? judge(suspicion, { homes }) : { guilty: [] }
    if (gap && guilty.length > 0) verdicts.blame({ part, suspects: guilty }, gap.restored, gap.touched)
    if (side.parent === base) return
    const accused = new Set(guilty)
    verdicts.outside({ part, suspects: suspicion.suspects.filter((suspect) => !accused.has(suspect)) })
  }
}

/** What a file said when it could be read last, at a commit or before it on the line of first parents. */
async function readBefore(repository: Repository, blobs: Blobs, commit: string, path: string): Promise<Definitions> {
  const listing = await repository.text(['rev-list', '--first-parent', commit, '--', path])
  for (const id of listing.split('\n').filter(Boolean)) {
    const blob = await versionAt(repository, id, path)
    if (blob === undefined) return new Map()
    await blobs.load([blob])
    const reading = blobs.get(blob)
    if (reading !== 'broken') return reading
  }
  if (isShallow(repository)) throw tooShallow(repository)
  return new Map()
}
