import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { limits } from '../../../worker/publication/limits.ts'
import { requireBlob } from '../../../worker/publication/candidate.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { at, listOf, numberAt, parseJson, textAt } from '../../http/json.ts'
import { visible } from '../../source/characters.ts'
import { isEnvironmentKey } from '../../../worker/evaluate/api-key.ts'
import type { Candidate } from './candidate.ts'

/**
 * What `halyard build` wrote into a folder, in its order. It may have come a long way, so everything is checked.
 * @throws Failure exit 1 when a file is missing or is not what the index says
 */
export async function candidatesIn(folder: string, shownAs: string): Promise<Candidate[]> {
  const index = parseJson(new TextDecoder().decode(await read(join(folder, 'index.json'), `${shownAs}/index.json`)))
  const revision = textAt(index, 'revision')
  const built = listOf(at(index, 'snapshots'))
  if (revision === '' || built.length === 0) throw unfit(`${shownAs}/index.json is not what \`halyard build\` writes`)
  const found: Candidate[] = []
  for (const one of built) found.push(await candidate(folder, shownAs, one, revision))
  if (new Set(found.map(({ environment }) => environment)).size < found.length)
    throw unfit(`${shownAs}/index.json names an environment twice`)
  return found
}

async function candidate(folder: string, shownAs: string, entry: unknown, revision: string): Promise<Candidate> {
  const [environment, sha256] = [textAt(entry, 'environment'), textAt(entry, 'sha256')]
  const [bytes, flags] = [numberAt(entry, 'bytes'), numberAt(entry, 'flags')]
  if (!isEnvironmentKey(environment) || !/^[0-9a-f]{64}$/.test(sha256) || bytes === undefined || flags === undefined)
    throw unfit(`${shownAs}/index.json has an entry that \`halyard build\` would not write`)
  // not the name that the index gives, which could lead anywhere
  const content = await readBlob(folder, shownAs, `${environment}.${sha256}.snapshot`, { sha256, bytes })
  const board = await boardBeside(folder, shownAs, environment, at(entry, 'board'))
  const published = { bytes: content, flags, revision, ...(board && { board }) }
  return { environment, isProtected: at(entry, 'isProtected') === true, published }
}

/** What people are shown about it; built from a database, a snapshot has none. */
async function boardBeside(
  folder: string,
  shownAs: string,
  environment: string,
  entry: unknown,
): Promise<Uint8Array | undefined> {
  if (entry === undefined) return undefined
  const [sha256, bytes] = [textAt(entry, 'sha256'), numberAt(entry, 'bytes')]
  if (!/^[0-9a-f]{64}$/.test(sha256) || bytes === undefined)
    throw unfit(`${shownAs}/index.json has an entry that \`halyard build\` would not write`)
  return readBlob(folder, shownAs, `${environment}.${sha256}.board.json`, { sha256, bytes })
}

async function readBlob(
  folder: string,
  shownAs: string,
  file: string,
  named: { readonly sha256: string; readonly bytes: number },
): Promise<Uint8Array> {
  const content = await read(join(folder, file), `${shownAs}/${file}`)
  await requireBlob(content, named).catch((error: Error) => {
    throw unfit(`${shownAs}/${file} ${visible(error.message)}`)
  })
  return content
}

async function read(path: string, shownAs: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > limits.blobBytes) throw new Error('it is too large')
    return await readFile(path)
  } catch (cause) {
    throw unfit(`${shownAs} cannot be read: ${visible((cause as Error).message)}`, cause)
  }
}

function unfit(message: string, cause?: unknown): Failure {
  return new Failure(message, {
    exit: Exit.problems,
    help: 'write the folder anew with `halyard build --out DIR`',
    cause,
  })
}
