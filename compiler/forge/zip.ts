import { inflateRawSync } from 'node:zlib'
import { Exit, Failure } from '../diagnostics/failure.ts'

// Signatures and lengths of the three records of a ZIP file that matter here.
const endRecord = { signature: 0x06054b50, length: 22 }
const directoryRecord = { signature: 0x02014b50, length: 46 }
const localRecord = { signature: 0x04034b50, length: 30 }

/** A comment at the end may be this long. */
const mostComment = 0xffff

/**
 * The content of a ZIP file that has exactly one entry of exactly this name; in memory, so that no name in it can lead
 * anywhere.
 * @throws Failure when it is anything else, or unpacks to more than `most` bytes
 */
export function onlyEntry(zip: Uint8Array, name: string, most: number): Uint8Array {
  try {
    return unpack(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength), name, most)
  } catch (cause) {
    throw new Failure(`what the run has kept is not one file called ${name}`, { exit: Exit.problems, cause })
  }
}

function unpack(zip: Buffer, name: string, most: number): Uint8Array {
  const end = endOf(zip)
  expect(zip.readUInt16LE(end + 10) === 1)
  const entry = zip.readUInt32LE(end + 16)
  expect(zip.readUInt32LE(entry) === directoryRecord.signature)
  const length = zip.readUInt16LE(entry + 28)
  const at = entry + directoryRecord.length
  expect(zip.toString('utf8', at, at + length) === name)
  const method = zip.readUInt16LE(entry + 10)
  const size = zip.readUInt32LE(entry + 20)
  const data = dataAt(zip, zip.readUInt32LE(entry + 42))
  const packed = zip.subarray(data, data + size)
  expect(packed.length === size && size <= most && (method === 0 || method === 8))
  return method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: most })
}

function endOf(zip: Buffer): number {
  const last = zip.length - endRecord.length
  for (let at = last; at >= Math.max(0, last - mostComment); at -= 1)
    if (zip.readUInt32LE(at) === endRecord.signature) return at
  throw new Error('no end')
}

function dataAt(zip: Buffer, local: number): number {
  expect(zip.readUInt32LE(local) === localRecord.signature)
  return local + localRecord.length + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
}

function expect(holds: boolean): void {
  if (!holds) throw new Error('not as expected')
}
