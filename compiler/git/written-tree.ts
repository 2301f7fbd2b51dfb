import { readObjects } from './objects.ts'
import type { Repository } from './repository.ts'

/** Files by their path from the top of the repository; undefined for one that goes. */
export type FileTexts = ReadonlyMap<string, string | undefined>

interface Entry {
  readonly mode: string
  /** As bytes in Latin-1: names in a tree need not be UTF-8. */
  readonly name: string
  readonly id: string
}

const folderMode = '40000'
const fileMode = '100644'

/**
 * Writes a tree that differs from another in these files alone, into the objects of the repository; the work tree, the
 * index and everything else in the tree stay as they are. A file that is there keeps its mode.
 * @param tree the full id of a tree or commit
 * @returns the id of the tree; undefined when nothing is left in it
 */
export async function writeTree(repository: Repository, tree: string, files: FileTexts): Promise<string | undefined> {
  const entries = new Map((await entriesOf(repository, tree)).map((entry) => [entry.name, entry]))
  const folders = new Map<string, Map<string, string | undefined>>()
  for (const [path, text] of files) {
    const at = path.indexOf('/')
    const name = latin(at === -1 ? path : path.slice(0, at))
    if (at !== -1)
      folders.set(name, (folders.get(name) ?? new Map<string, string | undefined>()).set(path.slice(at + 1), text))
    else if (text === undefined) entries.delete(name)
    else
      entries.set(name, {
        mode: entries.get(name)?.mode ?? fileMode,
        name,
        id: await writeObject(repository, 'blob', text),
      })
  }
  for (const [name, inner] of folders) {
    const known = entries.get(name)
    const id = await writeTree(repository, known?.mode === folderMode ? known.id : '', inner)
    if (id === undefined) entries.delete(name)
    else entries.set(name, { mode: folderMode, name, id })
  }
  return entries.size === 0 ? undefined : writeObject(repository, 'tree', bytesOf([...entries.values()]))
}

/** Writes an object; returns its id. */
export async function writeObject(
  repository: Repository,
  kind: 'blob' | 'tree' | 'commit',
  content: string | Buffer,
): Promise<string> {
  // an empty text would be no input at all, and git would wait for one; empty bytes are an input
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return (await repository.text(['hash-object', '-t', kind, '-w', '--stdin'], bytes)).trim()
}

async function entriesOf(repository: Repository, tree: string): Promise<Entry[]> {
  if (tree === '') return []
  const id = (await repository.text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${tree}^{tree}`])).trim()
  const found: Entry[] = []
  for await (const [, bytes] of readObjects(repository, [id])) found.push(...entriesIn(bytes, id.length / 2))
  return found
}

/** A tree is `mode SP name NUL id` after another, the id in bytes. */
function entriesIn(bytes: Buffer, idLength: number): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at < bytes.length;) {
    const [space, end] = [bytes.indexOf(32, at), bytes.indexOf(0, at)]
    const id = bytes.toString('hex', end + 1, end + 1 + idLength)
    entries.push({ mode: bytes.toString('latin1', at, space), name: bytes.toString('latin1', space + 1, end), id })
    at = end + 1 + idLength
  }
  return entries
}

/** In git's order: by bytes, folders as if their names ended in `/`. */
function bytesOf(entries: readonly Entry[]): Buffer {
  const sortedBy = ({ mode, name }: Entry): string => (mode === folderMode ? `${name}/` : name)
  const inOrder = entries.toSorted((a, b) => (sortedBy(a) < sortedBy(b) ? -1 : 1))
  return Buffer.concat(
    inOrder.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(id, 'hex')]),
  )
}

function latin(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1')
}
