import type { Part } from '../model/part.ts'
import { Blobs, type ReadYaml } from './blame/blobs.ts'
import { leaving } from './blame/earlier.ts'
import { Folders } from './blame/folders.ts'
import { type Lineage, lineagesOf } from './blame/lineage.ts'
import { readSteps, type Step, versionsIn } from './blame/range.ts'
import { type Asked, homesAt, listsWithGone, readFor, suspectedAt } from './blame/start.ts'
import { type Blame, Verdicts } from './blame/verdicts.ts'
import { Walk } from './blame/walk.ts'
import { requireHistory } from './deepen.ts'
import type { Repository } from './repository.ts'

export type { Asked, Blame, ReadYaml }
export { fieldsOf } from './blame/fields.ts'

/** The author of each field; fields that no commit in range explains are left out. */
export type Blamed = ReadonlyMap<Part, ReadonlyMap<string, Blame>>

export interface Question {
  /** The commit applied last; undefined: the whole history counts. */
  readonly base: string | undefined
  readonly head: string
  /** The flags folder, relative to the top of the repository. */
  readonly folder: string
  readonly readYaml: ReadYaml
  readonly asked: Asked
}

/**
 * For each field asked for, the commit since the base that gave it the value it has at head. Suspicion starts at head; a
 * field that has the same value in a parent moves to the first such parent (those on the side of the base come first); if no
 * parent has it, the commit is the author. Values are compared by meaning, wherever they stand: moving, renaming,
 * reformatting or commenting attributes nothing. What is gone is followed in the same way to whoever took it away. A commit
 * at which a file cannot be read counts as holding what its parent held; what changed while it could not be read is
 * attributed to the commit that made it readable again.
 * @throws Failure exit 4 when the clone is shallow and holds only a part of the range: the answer would be a guess
 */
export async function attribute(repository: Repository, question: Question): Promise<Blamed> {
  const { base, head, folder, asked } = question
  await requireHistory(repository, base, head)
  const blobs = new Blobs(repository, question.readYaml, readFor(asked))
  const verdicts = new Verdicts()
  const homes = await homesAt({ repository, folder, blobs }, head, asked)
  const start = suspectedAt(homes, asked, await lineages(repository, question, blobs, homes))
  const leave = leaving(repository, blobs, base, verdicts)
  const walk = new Walk(head, start, { blobs, folders: new Folders(folder), verdicts, leave })
  for await (const steps of readSteps(repository, { base, head })) {
    for (const some of handfuls(steps, blobs)) {
      if (walk.isOver) return verdicts.blamed
      await blobs.load(some.flatMap(versionsAhead))
      for (const step of some) {
        verdicts.number(step.commit, step.order)
        await walk.pass(step)
      }
    }
  }
  return verdicts.blamed
}

/** How assignments of the base went on, when somebody asks for one that is gone. */
async function lineages(
  repository: Repository,
  { base, head, folder, asked }: Question,
  blobs: Blobs,
  homes: Awaited<ReturnType<typeof homesAt>>,
): Promise<ReadonlyMap<Part, Lineage>> {
  const lists = listsWithGone(asked)
  if (base === undefined || lists.length === 0) return new Map()
  const steps = readSteps(repository, { base, head })
  return lineagesOf(lists, homes, steps, { head, base, blobs, folders: new Folders(folder) })
}

/** As many steps at a time as their files can be read at once. */
function* handfuls(steps: readonly Step[], blobs: Blobs): Generator<readonly Step[]> {
  for (let start = 0, end = 0; start < steps.length; start = end) {
    let versions = 0
    while (end < steps.length && (versions < blobs.handful || end === start)) {
      versions += versionsAhead(steps[end]).length
      end += 1
    }
    yield steps.slice(start, end)
  }
}

/** What comparing a commit with its first parent asks for, and with others where several changed the same file. */
function versionsAhead(step: Step | undefined): string[] {
  const [first, ...others] = step?.sides ?? []
  const paths = new Set(first?.changes.map(({ path }) => path))
  const shared = others.flatMap(({ changes }) => changes.filter(({ path }) => paths.has(path)))
  return versionsIn([...(first?.changes ?? []), ...shared])
}
