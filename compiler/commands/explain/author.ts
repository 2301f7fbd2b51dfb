import { resolve } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { type LineAuthor, lineAuthor } from '../../git/line-author.ts'
import { openRepository, type Repository } from '../../git/repository.ts'
import type { Place } from '../../source/source.ts'
import { positioned } from '../test/site.ts'

/** Finds who wrote what explanations point at. */
export class Authors {
  readonly #cwd: string
  readonly #repository: Promise<Repository | undefined>

  /** @param root the folder of the flag repository; @param cwd what the paths of places are relative to */
  constructor(root: string, cwd: string) {
    this.#cwd = cwd
    this.#repository = openRepository(root).catch(withoutRepository)
  }

  /** Undefined where there is no git repository. */
  async of(place: Place): Promise<LineAuthor | undefined> {
    const repository = await this.#repository
    const { file, line } = positioned(place)
    return repository && lineAuthor(repository, resolve(this.#cwd, file), line)
  }
}

function withoutRepository(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error
}
