import type { BoardPlace } from '../../schema/types.ts'
import { siteOf } from '../diagnostics/located.ts'
import { visible } from '../source/characters.ts'
import type { Place, SourceFile } from '../source/source.ts'

interface Known {
  readonly text: string
  readonly places: Map<string, BoardPlace>
}

/**
 * Places by line and column. Working one out parses its file once more, so they are kept for as long as the file says the
 * same: under `halyard dev`, each saved edit changes one of many.
 */
export class Places {
  readonly #below: string
  readonly #files = new Map<string, Known>()

  /** @param below from the top of the repository to where paths start, empty or ending in `/` */
  constructor(below: string) {
    this.#below = below
  }

  of(place: Place): BoardPlace {
    const { places } = this.#knownOf(place.file)
    const id = JSON.stringify([place.on, ...place.path])
    let found = places.get(id)
    if (!found) places.set(id, (found = this.#locate(place)))
    return found
  }

  #knownOf({ path, text }: SourceFile): Known {
    let known = this.#files.get(path)
    if (known?.text !== text) this.#files.set(path, (known = { text, places: new Map() }))
    return known
  }

  #locate(place: Place): BoardPlace {
    const { file, start } = siteOf(place)
    return { path: visible(`${this.#below}${file.path}`), line: start.line, column: start.column }
  }
}
