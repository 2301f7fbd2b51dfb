import type { Repository } from './repository.ts'

/** A commit and its parents; ids in full. */
export interface Commit {
  readonly id: string
  readonly parents: readonly string[]
}

/** One file that differs between a commit and one of its parents; undefined: not there. */
export interface PathChange {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * The commits that `head` has and `base` has not, oldest first: a commit stands after all of its parents.
 * Without a base, the whole history.
 */
export async function commitsBetween(
  repository: Repository,
  base: string | undefined,
  head: string,
): Promise<Commit[]> {
  const range = base === undefined ? [head] : [head, `^${base}`]
  const listing = await repository.text(['rev-list', '--topo-order', '--reverse', '--parents', ...range])
  return listing
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id = '', ...parents] = line.split(' ')
      return { id, parents }
    })
}

const diffTree = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--no-abbrev', '--always'] as const

/** For every (parent, commit) pair, in the order asked, the flag files that differ; renames are a removal and an addition. */
export async function changesBetween(
  repository: Repository,
  pairs: readonly (readonly [parent: string, commit: string])[],
  folder: string,
): Promise<PathChange[][]> {
  if (pairs.length === 0) return []
  const answer = await repository.text(
    [...diffTree, '--stdin'],
    pairs.map(([parent, commit]) => `${commit} ${parent}\n`).join(''),
  )
  return readGroups(answer).map((changes) => insideFolder(changes, folder))
}

/** The flag files of a commit without parents, as additions. */
export async function changesOfRoot(repository: Repository, commit: string, folder: string): Promise<PathChange[]> {
  const answer = await repository.text([...diffTree, '--root', commit])
  return insideFolder(readGroups(answer)[0] ?? [], folder)
}

/** Each pair is answered by the commit's id, then entries: `:modes ids status`, NUL, path, NUL. */
function readGroups(answer: string): PathChange[][] {
  const fields = answer.split('\0')
  const groups: PathChange[][] = []
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? ''
    if (field.startsWith(':')) groups.at(-1)?.push(readChange(field, fields[++at] ?? ''))
    else if (field !== '') groups.push([])
  }
  return groups
}

function readChange(entry: string, path: string): PathChange {
  const [modeBefore = '', modeAfter = '', before, after] = entry.slice(1).split(' ')
  return { path, before: isFile(modeBefore) ? before : undefined, after: isFile(modeAfter) ? after : undefined }
}

function isFile(mode: string): boolean {
  return mode.startsWith('100')
}

/**
 * Flag files of the folder. Files outside count as what stood before when they were removed by a commit that added
 * some inside: that is how a moved folder looks.
 */
function insideFolder(changes: readonly PathChange[], folder: string): PathChange[] {
  const flags = changes.filter(({ path }) => /\.ya?ml$/.test(path))
  const inside = ({ path }: PathChange) => folder === '' || path === folder || path.startsWith(`${folder}/`)
  const adds = flags.some((change) => inside(change) && change.before === undefined)
  return flags.filter((change) => inside(change) || (adds && change.after === undefined))
}
