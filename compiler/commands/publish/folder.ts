import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { limits } from '../../../worker/publication/limits.ts'
import { requireBlob } from '../../../worker/publication/candidate.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { at, listOf, numberAt, parseJson, textAt } from '../../http/json.ts'
import { visible } from '../../source/characters.ts'
import { isName } from '../build/environments.ts'
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
  if (!isName(environment) || !/^[0-9a-f]{64}$/.test(sha256) || bytes === undefined || flags === undefined)
    throw unfit(`${shownAs}/index.json has an entry that \`halyard build\` would not write`)
  const file = `${environment}.${sha256}.snapshot` // not the name that the index gives, which could lead anywhere
  const content = await read(join(folder, file), `${shownAs}/${file}`)
  await requireBlob(content, { sha256, bytes }).catch((error: Error) => {
    throw unfit(`${shownAs}/${file} ${visible(error.message)}`)
  })
  return { environment, isProtected: at(entry, 'isProtected') === true, published: { bytes: content, flags, revision } }
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
