import { Failure, Exit } from '../diagnostics/failure.ts'
import type { Document } from '../source/document.ts'
import type { Part } from '../model/part.ts'
import { type Definitions, definitions } from './definitions.ts'
import { changesBetween, changesOfRoot, type Commit, commitsBetween, type PathChange } from './history.ts'
import { readObjects } from './objects.ts'
import type { Repository } from './repository.ts'
import { isShallow } from './revision.ts'

/** The commit that gave a part its definition; `order` grows from parents to children. */
export interface Blame {
  readonly commit: string
  readonly order: number
}

/** Reads the YAML of one file. */
export type ReadYaml = (text: string) => Pick<Document, 'value' | 'broken'>

export interface Question {
  /** The commit applied last; undefined: the whole history counts. */
  readonly base: string | undefined
  readonly head: string
  /** The flags folder, relative to the top of the repository. */
  readonly folder: string
  readonly readYaml: ReadYaml
  /** The parts to attribute, and whether they are there at `head`. */
  readonly parts: ReadonlyMap<Part, boolean>
}

/**
 * For each part, the newest commit (in the order of parents) since the base that defines it otherwise than every one
 * of its parents. Parts that no commit changed are left out. Moving, renaming, reformatting or commenting attributes
 * nothing, and a commit whose YAML cannot be read counts as holding what its parent held.
 * @throws Failure when the clone is shallow: the answer would be a guess
 */
export async function attribute(repository: Repository, question: Question): Promise<Map<Part, Blame>> {
  const commits = await commitsBetween(repository, question.base, question.head)
  if (isShallow(repository)) await refuseShallow(repository, commits)
  const roots = commits.filter(({ parents }) => parents.length === 0)
  const steps = await readSteps(repository, commits, roots.length > 1, question.folder)
  const blobs = await readBlobs(repository, steps, question)
  const blamed = blame(steps, blobs, question.parts)
  // With a single root, what nobody changed since and is still there was there from the start: no need to read it.
  const only = roots.length === 1 ? roots[0] : undefined
  if (only && question.base === undefined)
    for (const [part, present] of question.parts)
      if (present && !blamed.has(part)) blamed.set(part, { commit: only.id, order: 0 })
  return blamed
}

async function refuseShallow(repository: Repository, commits: readonly Commit[]): Promise<void> {
  if (commits.every(({ parents }) => parents.length > 0)) return
  throw new Failure('this clone holds only a part of the history, so nobody can tell who changed what', {
    exit: Exit.refused,
    help: `run \`git -C ${repository.top} fetch --unshallow\`; in CI, check out with fetch-depth: 0`,
  })
}

/** A commit with what it changed against each of its parents. */
interface Step {
  readonly commit: Commit
  readonly against: readonly { readonly parent: string; readonly changes: readonly PathChange[] }[]
}

async function readSteps(
  repository: Repository,
  commits: readonly Commit[],
  withRoots: boolean,
  folder: string,
): Promise<Step[]> {
  const pairs = commits.flatMap(({ id, parents }) => parents.map((parent) => [parent, id] as const))
  const changes = (await changesBetween(repository, pairs, folder)).values()
  const steps: Step[] = []
  for (const commit of commits) {
    const against = commit.parents.map((parent) => ({ parent, changes: changes.next().value ?? [] }))
    if (commit.parents.length === 0 && withRoots)
      against.push({ parent: '', changes: await changesOfRoot(repository, commit.id, folder) })
    steps.push({ commit, against })
  }
  return steps
}

const largest = 2 ** 20
const unreadable = { value: undefined, broken: true } as const

/** What each blob defines of the wanted parts; undefined for one that cannot be read. */
type Blobs = ReadonlyMap<string, Definitions | undefined>

async function readBlobs(repository: Repository, steps: readonly Step[], question: Question): Promise<Blobs> {
  const ids = new Set<string>()
  for (const { against } of steps)
    for (const { changes } of against)
      for (const { before, after } of changes) for (const id of [before, after]) if (id !== undefined) ids.add(id)
  const blobs = new Map<string, Definitions | undefined>()
  for await (const [id, bytes] of readObjects(repository, ids)) {
    const { value, broken } = bytes.length > largest ? unreadable : question.readYaml(bytes.toString('utf8'))
    blobs.set(id, broken ? undefined : new Map([...definitions(value)].filter(([part]) => question.parts.has(part))))
  }
  return blobs
}

/** For each commit, the files that cannot be read there, with the last good definitions of each. */
type Carried = Map<string, ReadonlyMap<string, Definitions>>

function blame(steps: readonly Step[], blobs: Blobs, parts: ReadonlyMap<Part, boolean>): Map<Part, Blame> {
  const carried: Carried = new Map()
  const blamed = new Map<Part, Blame>()
  for (const [index, step] of steps.entries()) {
    carry(step, blobs, carried)
    const differing = step.against.map((side) => differences(side, step.commit.id, blobs, carried))
    for (const part of differing[0] ?? [])
      if (parts.has(part) && differing.every((side) => side.has(part)))
        blamed.set(part, { commit: step.commit.id, order: index + 1 })
  }
  return blamed
}

function carry({ commit, against }: Step, blobs: Blobs, carried: Carried): void {
  const here = new Map<string, Definitions>()
  for (const { parent, changes } of against.toReversed()) {
    const there = carried.get(parent) ?? none
    const changed = new Map(changes.map((change) => [change.path, change]))
    for (const [path, last] of there) if (!changed.has(path)) here.set(path, last)
    for (const { path, before, after } of changes)
      if (after !== undefined && !blobs.get(after)) here.set(path, definitionsOf(before, path, blobs, there))
  }
  if (here.size > 0) carried.set(commit.id, here)
}

const none: ReadonlyMap<string, Definitions> = new Map()
const nothing: Definitions = new Map()

function definitionsOf(
  blob: string | undefined,
  path: string,
  blobs: Blobs,
  carried: ReadonlyMap<string, Definitions>,
): Definitions {
  return (blob === undefined ? nothing : blobs.get(blob)) ?? carried.get(path) ?? nothing
}

/** The parts whose definition at the commit is not what it is at one parent, over all files that differ. */
function differences(side: Step['against'][number], commit: string, blobs: Blobs, carried: Carried): Set<Part> {
  const before = new Map<Part, string>()
  const after = new Map<Part, string>()
  for (const change of side.changes) {
    gather(before, definitionsOf(change.before, change.path, blobs, carried.get(side.parent) ?? none))
    gather(after, definitionsOf(change.after, change.path, blobs, carried.get(commit) ?? none))
  }
  const parts = new Set([...before.keys(), ...after.keys()])
  for (const part of parts) if (before.get(part) === after.get(part)) parts.delete(part)
  return parts
}

/** A part defined in two files at once is told apart from either alone. */
function gather(into: Map<Part, string>, found: Definitions): void {
  for (const [part, definition] of found) {
    const other = into.get(part)
    into.set(part, other === undefined ? definition : [other, definition].sort().join('\n'))
  }
}
