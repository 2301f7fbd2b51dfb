import type { Report } from '../diagnostics/report.ts'
import type { SourceFile } from '../source/source.ts'
import { byteOrderMark } from './problems/byte-order-mark.ts'
import { notUtf8 } from './problems/not-utf8.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Bytes to text: UTF-8 only, without a leading byte order mark.
 * @param memory is given the bytes that are a text as they are, and returns their SHA-256
 */
export function decode(
  bytes: Uint8Array,
  path: string,
  report: Report,
  memory?: { keep?(text: Uint8Array): string },
): SourceFile {
  try {
    const text = strict.decode(bytes)
    if (!text.startsWith('\ufeff')) return memory?.keep ? { path, text, hash: memory.keep(bytes) } : { path, text }
    const file = { path, text: text.slice(1) }
    const message = `\`${path}\` begins with a byte order mark, which is left out`
    report.add(byteOrderMark, { message, where: { file, start: 0, end: 0 } })
    return file
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return undecodable(bytes, path, report)
  }
}

function undecodable(bytes: Uint8Array, path: string, report: Report): SourceFile {
  const file: SourceFile = { path, text: lossy.decode(bytes), unread: true }
  const start = Math.max(0, file.text.indexOf('\ufffd'))
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  report.add(notUtf8, {
    message: `\`${path}\` is not UTF-8 text${wide ? ', it looks like UTF-16' : ''}`,
    where: { file, start, end: start + 1 },
    help: 'save the file with the encoding UTF-8',
  })
  return file
}
