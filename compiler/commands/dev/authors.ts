import { insideRepository } from '../../git/tree.ts'
import type { Part } from '../../model/part.ts'
import type { Author } from '../../model/plan.ts'
import type { Rows, WantedRow } from '../../model/rows.ts'
import { diff } from '../../plan/diff.ts'
import { Origins } from '../../plan/origins.ts'
import { asked as askedBy } from '../../plan/sign.ts'
import type { Project } from '../project.ts'
import { type Authors, commitAuthors } from '../sync/authors.ts'
import type { CommittedRows } from './committed.ts'

type Fields = ReadonlyMap<Part, ReadonlySet<string>>

/**
 * Who made what lies on disk: for what is committed the git authors, for the rest whoever edits here, with no commit.
 * `wanted` are the rows that the files on disk ask for.
 */
export async function worktreeAuthors(
  project: Project,
  wanted: Rows<WantedRow>,
  { asked, editor }: { readonly asked: Fields; readonly editor: string },
  committed: CommittedRows | undefined,
): Promise<Authors> {
  const here: Author = { actor: editor, commit: '', order: Number.MAX_SAFE_INTEGER }
  const edited = committed && askedBy(diff(committed.rows, wanted), new Origins(committed.rows, wanted))
  const unedited = edited ? without(asked, edited) : new Map<Part, ReadonlySet<string>>()
  const { authors, commits } = committed ? await committedAuthors(project, unedited, committed) : nobody
  const all = new Map([...authors].map(([part, fields]) => [part, new Map(fields)]))
  for (const [part, fields] of edited ?? asked) {
    const known = all.get(part) ?? new Map<string, Author>()
    for (const field of fields) known.set(field, here)
    all.set(part, known)
  }
  return { authors: all, commits }
}

const nobody: Authors = { authors: new Map(), commits: [] }

function without(asked: Fields, edited: Fields): Map<Part, ReadonlySet<string>> {
  return new Map(
    [...asked].map(([part, fields]) => [part, new Set([...fields].filter((field) => !edited.get(part)?.has(field)))]),
  )
}

function committedAuthors(project: Project, asked: Fields, { repository, head }: CommittedRows): Promise<Authors> {
  return commitAuthors(repository, head, insideRepository(repository, project.flags), [])(null, asked)
}
