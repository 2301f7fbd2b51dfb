import type { ApiKeyInput } from '../../../schema/types.ts'
import { Failure } from '../../diagnostics/failure.ts'
import type { Identity } from '../../git/identity.ts'
import { openRepository } from '../../git/repository.ts'
import { findCommit } from '../../git/revision.ts'
import { insideRepository } from '../../git/tree.ts'
import type { Document } from '../../source/document.ts'
import { authored } from '../blame/authored.ts'
import type { Project } from '../project.ts'
import { yamlReader } from '../sync/authors.ts'

/** A key as an environment holds it. */
interface Found {
  readonly environment: string
  readonly key: ApiKeyInput
  readonly place: { readonly file: string; readonly line: number }
}

/** The same with whoever made it say what it says; undefined for one that no commit holds, or where history does not tell. */
export interface Held extends Found {
  readonly author: Identity | undefined
}

export async function withAuthors(
  found: readonly Found[],
  project: Project,
  documents: readonly Document[],
): Promise<Held[]> {
  const authors = found.length === 0 ? [] : await authorsOf(found, project, documents)
  return found.map((one, index) => ({ ...one, author: authors[index] }))
}

/** Nobody where there is no repository, no commit, or only a part of the history. */
async function authorsOf(
  found: readonly Found[],
  project: Project,
  documents: readonly Document[],
): Promise<(Identity | undefined)[]> {
  try {
    const repository = await openRepository(project.root)
    const head = await findCommit(repository, 'HEAD')
    if (head === undefined) return []
    const folder = insideRepository(repository, project.flags)
    const question = { base: undefined, head, folder, readYaml: yamlReader(documents) }
    const lines = found.map(({ environment, key: { sha256 } }) => ({
      label: sha256,
      value: sha256,
      part: `environment:${environment}` as const,
      fields: [`keys/${sha256}`],
      isWritten: true,
    }))
    return (await authored(repository, question, lines)).map(({ author }) => author)
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}
