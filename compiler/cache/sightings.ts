import { hash } from 'node:crypto'
import type { FileStats, Sightings } from '../source/document.ts'
import { readBody, writeBody } from './file.ts'
import { packSightings, type Sighting, unpackSightings } from './pack-sightings.ts'
import { quietly } from './quietly.ts'

/** Sightings that outlive the process, in a folder that may be deleted at any time. */
export interface KeptSightings extends Sightings {
  /** Writes down what is new since they were opened or last saved. */
  save(): void
}

/**
 * Some disks count time in steps of two seconds. A file that was changed so shortly before it was read may be changed
 * again without looking any different, so it is read the next time as well.
 */
const margin = 2500

/** Fewer new files than one in so many are sooner read again than all are written. */
const share = 200

/** More than two folders at their limits hold. */
const most = 50_000

/** Opens the sightings in a folder. What is missing, damaged, foreign or of another edition is empty. */
export function openSightings(folder: string, edition: string): KeptSightings {
  const body = quietly(() => readBody(folder, edition, 'seen'))
  const known = (body && quietly(() => unpackSightings(body))) ?? new Map<string, Sighting>()
  let added = 0
  return {
    has: (path) => known.has(path),
    recall(path, stats) {
      const found = known.get(path)
      return found && isSame(found, stats) ? found.hash : undefined
    },
    keep(path, { size, mtimeMs, ctimeMs, ino, dev }, at, text) {
      const digest = hash('sha256', text)
      known.delete(path)
      if (size === text.length && Math.max(mtimeMs, ctimeMs) + margin < at) {
        known.set(path, { size, mtimeMs, ctimeMs, ino, dev, hash: digest })
        added += 1
      }
      return digest
    },
    save() {
      if (added * share <= known.size) return
      for (const path of known.keys()) if (known.size <= most || !known.delete(path)) break
      quietly(() => writeBody(folder, edition, packSightings(known), 'seen'))
      added = 0
    },
  }
}

function isSame(one: FileStats, other: FileStats): boolean {
  return (
    one.size === other.size &&
    one.mtimeMs === other.mtimeMs &&
    one.ctimeMs === other.ctimeMs &&
    one.ino === other.ino &&
    one.dev === other.dev
  )
}
