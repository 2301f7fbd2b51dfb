import { hash, randomUUID } from 'node:crypto'
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/** What lies in the folder: values by text, files by what the disk says of them, and what was said last. */
type Name = 'files' | 'seen' | 'outcome'

/** A file larger than this was not written here. */
const largest = 256 * 2 ** 20

/**
 * The body that `writeBody` left in the folder under this edition. Undefined when another edition wrote it, when the
 * checksum does not hold, and when the file is a copy or somebody else's: it may have come with a clone or an archive,
 * and say what its maker likes.
 * @throws Error of the file system, also when there is none
 */
export function readBody(folder: string, edition: string, name: Name = 'files'): Buffer | undefined {
  refuseLinks(folder)
  return withFile(join(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, (handle) => {
    const stats = fstatSync(handle, { bigint: true })
    if (!stats.isFile() || stats.size > largest || !isOwn(stats)) return undefined
    const content = readFileSync(handle)
    const end = content.indexOf(10)
    const body = content.subarray(end + 1)
    return content.toString('latin1', 0, end) === headline(edition, stats, body) ? body : undefined
  })
}

/**
 * Leaves a body for `readBody`. Written beside and renamed: a reader finds the old file or the new one, whoever else
 * writes at the same time.
 * @throws Error of the file system
 */
export function writeBody(folder: string, edition: string, body: Buffer, name: Name = 'files'): void {
  mkdirSync(folder, { recursive: true })
  refuseLinks(folder)
  writeFileSync(join(folder, '.gitignore'), '*\n') // also for those who never ran `halyard init`
  const beside = join(folder, `${name}.${randomUUID()}`)
  try {
    withFile(beside, 'wx', (handle) => {
      const stats = fstatSync(handle, { bigint: true })
      writeFileSync(handle, Buffer.concat([Buffer.from(`${headline(edition, stats, body)}\n`), body]))
    })
    renameSync(beside, join(folder, name))
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Number and birth belong to one file on one disk: no clone, archive or copy brings them along. */
function headline(edition: string, { ino, birthtimeNs }: BigIntStats, body: Buffer): string {
  return `halyard-cache ${edition} ${ino} ${birthtimeNs} ${hash('sha256', body)}`
}

/** Where births are not recorded, a copy cannot be told. */
function isOwn({ uid, birthtimeNs }: BigIntStats): boolean {
  return birthtimeNs > 0n && (process.getuid === undefined || uid === BigInt(process.getuid()))
}

/** A clone may hold links as well, to lead writing astray. */
function refuseLinks(folder: string): void {
  for (const path of [dirname(folder), folder])
    if (!lstatSync(path).isDirectory()) throw new Error(`${path} is not a folder`)
}

function withFile<T>(path: string, flags: string | number, work: (handle: number) => T): T {
  const handle = openSync(path, flags, 0o600)
  try {
    return work(handle)
  } finally {
    closeSync(handle)
  }
}
