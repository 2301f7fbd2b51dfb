import { linksIn, relinked } from './links.ts'

/** The files of a site: names with `/` between folders, and what they hold. */
export type Files = ReadonlyMap<string, Uint8Array>

interface Fetched {
  readonly file: string
  readonly bytes: Uint8Array
  /** Undefined for what leads nowhere. */
  readonly html: string | undefined
}

/**
 * Follows the links of the page from `/` on, as a reader would, and gives every page as a file that leads to the others.
 * @param origin of the Worker, without a slash at the end
 * @param step is called for every page
 * @throws Error for an answer that is no page
 */
export async function crawl(origin: string, step: () => Promise<void>): Promise<Files> {
  const found = new Map<string, Fetched>()
  const waiting = ['/']
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (found.has(address)) continue
    const response = await fetch(origin + address, { headers: { Accept: 'text/html, */*' } })
    if (response.status !== 200) throw new Error(`the page ${address} answered ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isHtml = response.headers.get('Content-Type')?.startsWith('text/html') === true
    const html = isHtml ? new TextDecoder().decode(bytes) : undefined
    found.set(address, { file: fileOf(address, found.size), bytes, html })
    waiting.push(...linksIn(html ?? ''))
    await step()
  }
  const names = new Map(Array.from(found, ([address, { file }]) => [address, file]))
  const encoder = new TextEncoder()
  return new Map(
    Array.from(found.values(), ({ file, bytes, html }) => [
      file,
      html === undefined ? bytes : encoder.encode(relinked(html, file, names)),
    ]),
  )
}

/** @param number of the pages before: another view of the board has no better name */
function fileOf(address: string, number: number): string {
  const { pathname, search } = new URL(address, 'http://page')
  if (pathname === '/') return search === '' ? 'index.html' : `board-${number}.html`
  const [, folder = '', name = ''] = pathname.split('/')
  return folder === 'page' ? `page/${name}` : `${folder}/${fileName(decodeURIComponent(name))}.html`
}

/**
 * Flag keys name files as they are, but that some disks know no capitals, and none a name of more than 255 letters; what hands
 * wrote into a database may not.
 */
function fileName(key: string): string {
  return key
    .replace(/[A-Z]/g, (letter) => `~${letter.toLowerCase()}`)
    .replace(/[^a-z0-9._~-]/g, (letter) => `~0${letter.codePointAt(0)!.toString(16)}`)
}
