import { Failure } from '../../diagnostics/failure.ts'
import { editorOf } from '../../git/editor.ts'
import { openRepository } from '../../git/repository.ts'
import { findCommit } from '../../git/revision.ts'
import { insideRepository } from '../../git/tree.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Part } from '../../model/part.ts'
import { desired } from '../../plan/desired.ts'
import { diff } from '../../plan/diff.ts'
import { type Author, partsOf } from '../../sync/actors.ts'
import type { World } from '../command.ts'
import { compileCommit } from '../compiling.ts'
import type { Project } from '../project.ts'
import { commitTarget } from '../sync/target.ts'

type Parts = ReadonlyMap<Part, boolean>

/** Who made what lies on disk: for what is committed the git authors, for the rest whoever edits here, with no commit. */
export async function worktreeAuthors(
  project: Project,
  model: SoundModel,
  parts: Parts,
  world: World,
): Promise<Map<Part, Author>> {
  const here: Author = { actor: await editorOf(project.root), commit: '', order: Number.MAX_SAFE_INTEGER }
  const committed = await committedAuthors(project, model, parts, world)
  return new Map([...parts.keys()].map((part) => [part, committed.get(part) ?? here]))
}

/** Not every folder is a repository that git reads; anything but git's own refusal is a fault, and goes on. */
function noRepository(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error
}

async function committedAuthors(
  project: Project,
  model: SoundModel,
  parts: Parts,
  world: World,
): Promise<ReadonlyMap<Part, Author>> {
  const repository = await openRepository(project.root).catch(noRepository)
  const head = repository && (await findCommit(repository, 'HEAD'))
  if (!repository || !head) return new Map()
  const compilation = await compileCommit(project, repository, head, world)
  const sound = compilation.report.sound(compilation.model)
  if (!sound) return new Map()
  const edited = partsOf(diff(desired(sound), desired(model)))
  const unedited = new Map([...parts].filter(([part]) => !edited.has(part)))
  const folder = insideRepository(repository, project.flags)
  const allowed = { rollback: true, diverged: true }
  return commitTarget(repository, head, folder, { model: sound, compilation, allowed }).authors(null, unedited)
}
