import type { Repository } from './repository.ts'

const objectsPerCall = 400

/**
 * The bytes of blobs by object id, in batches, so that a long history never lies in memory as a whole.
 * Objects the repository does not hold are left out.
 */
export async function* readObjects(
  repository: Repository,
  ids: Iterable<string>,
  atOnce = objectsPerCall,
): AsyncGenerator<readonly [id: string, bytes: Buffer]> {
  const all = [...new Set(ids)]
  for (let start = 0; start < all.length; start += atOnce) {
    const batch = all.slice(start, start + atOnce)
    yield* split(await repository.objects(batch))
  }
}

/** The answer of `cat-file --batch`: `<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`. */
function* split(answer: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(10, at)
    const [id = '', type, size] = answer.toString('latin1', at, end).split(' ')
    at = end + 1
    if (type === 'missing') continue
    const length = Number(size)
    yield [id, answer.subarray(at, at + length)]
    at += length + 1
  }
}
