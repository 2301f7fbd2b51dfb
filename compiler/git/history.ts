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
 * The commits that `head` has and `base` has not, newest first: a commit stands before all of its parents.
 * Without a base, the whole history.
 */
export async function commitsBetween(
  repository: Repository,
  base: string | undefined,
  head: string,
): Promise<Commit[]> {
  const range = base === undefined ? [head] : [head, `^${base}`]
  const listing = await repository.text(['rev-list', '--topo-order', '--parents', ...range])
  return listing
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id = '', ...parents] = line.split(' ')
      return { id, parents }
    })
}

/**
 * The one commit that changed a folder on the straight way from base to head; undefined when there were several, or merges,
 * which may have chosen. Without a base, on the way from the start.
 */
export async function onlyCommit(
  repository: Repository,
  base: string | undefined,
  head: string,
  folder: string,
): Promise<string | undefined> {
  const range = base === undefined ? [head] : [head, `^${base}`]
  const merges = await repository.text(['rev-list', '--merges', '--max-count=1', ...range])
  if (merges !== '') return undefined
  const below = folder === '' ? [] : ['--', folder]
  const [first, ...others] = (await repository.text(['rev-list', '--max-count=2', ...range, ...below]))
    .trim()
    .split('\n')
  return first && others.length === 0 ? first : undefined
}

const diffTree = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--no-abbrev', '--always', '--stdin'] as const

/** For every (parent, commit) pair, in the order asked, the flag files that differ; renames are a removal and an addition. */
export async function changesBetween(
  repository: Repository,
  pairs: readonly (readonly [parent: string, commit: string])[],
): Promise<PathChange[][]> {
  if (pairs.length === 0) return []
  const asked = pairs.map(([parent, commit]) => `${commit} ${parent}\n`).join('')
  return readGroups(await repository.text(diffTree, asked))
}

/** Each pair is answered by the commit's id, then entries: `:modes ids status`, NUL, path, NUL. */
function readGroups(answer: string): PathChange[][] {
  const fields = answer.split('\0')
  const groups: PathChange[][] = []
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? ''
    if (field.startsWith(':')) putChange(groups.at(-1), field, fields[++at] ?? '')
    else if (field !== '') groups.push([])
  }
  return groups
}

function putChange(group: PathChange[] | undefined, entry: string, path: string): void {
  if (!isFlagFile(path)) return
  const [modeBefore = '', modeAfter = '', before, after] = entry.slice(1).split(' ')
  group?.push({ path, before: isFile(modeBefore) ? before : undefined, after: isFile(modeAfter) ? after : undefined })
}

function isFile(mode: string): boolean {
  return mode.startsWith('100')
}

/** What a compiler takes in of a folder: flag tests, hidden files and installed packages are not. */
export function isFlagFile(path: string): boolean {
  return /\.ya?ml$/.test(path) && !/\.test\.ya?ml$/.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path)
}
