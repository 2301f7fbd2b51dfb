import { join } from 'node:path'
import { type Cache, openCache } from '../cache/cache.ts'
import { edition } from '../cache/edition.ts'
import { openOutcomes, type Outcomes } from '../cache/outcome.ts'
import { type KeptSightings, openSightings } from '../cache/sightings.ts'
import type { Project } from './project.ts'
import { version } from './version.ts'

/** What a project remembers of earlier runs, in `.halyard/cache`. */
export interface Memories {
  /** Opened by whoever asks for it first: it takes a while. */
  readonly cache: Cache
  readonly sightings: KeptSightings
  readonly outcomes: Outcomes
  save(): void
}

const opened = new WeakMap<Project, Memories>()

/** What a command finds out about files, its next compilation knows, and so does the next command. */
export function memoriesOf(project: Project): Memories {
  const known = opened.get(project) ?? open(join(project.root, '.halyard', 'cache'))
  opened.set(project, known)
  return known
}

function open(folder: string): Memories {
  const current = edition(version)
  const sightings = openSightings(folder, current)
  let cache: Cache | undefined
  return {
    get cache() {
      return (cache ??= openCache(folder, current))
    },
    sightings,
    outcomes: openOutcomes(folder, current),
    save() {
      sightings.save()
      cache?.save()
    },
  }
}
