import { editorOf } from '../../git/editor.ts'
import { insideRepository } from '../../git/tree.ts'
import type { Part } from '../../model/part.ts'
import type { Rows, WantedRow } from '../../model/rows.ts'
import { diff } from '../../plan/diff.ts'
import { type Author, partsOf } from '../../sync/actors.ts'
import type { Project } from '../project.ts'
import { commitAuthors } from '../sync/target.ts'
import type { Committed } from './committed.ts'

type Parts = ReadonlyMap<Part, boolean>

/**
 * Who made what lies on disk: for what is committed the git authors, for the rest whoever edits here, with no commit.
 * `wanted` are the rows that the files on disk ask for.
 */
export async function worktreeAuthors(
  project: Project,
  wanted: Rows<WantedRow>,
  parts: Parts,
  committed: Committed | undefined,
): Promise<Map<Part, Author>> {
  const here: Author = { actor: await editorOf(project.root), commit: '', order: Number.MAX_SAFE_INTEGER }
  const known = committed ? await committedAuthors(project, wanted, parts, committed) : new Map<Part, Author>()
  return new Map([...parts.keys()].map((part) => [part, known.get(part) ?? here]))
}

async function committedAuthors(
  project: Project,
  wanted: Rows<WantedRow>,
  parts: Parts,
  { repository, head, rows }: Committed,
): Promise<ReadonlyMap<Part, Author>> {
  const edited = partsOf(diff(rows, wanted))
  const unedited = new Map([...parts].filter(([part]) => !edited.has(part)))
  if (unedited.size === 0) return new Map()
  return commitAuthors(repository, head, insideRepository(repository, project.flags), [])(null, unedited)
}
