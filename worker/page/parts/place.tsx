import type { BoardPlace } from '../../../schema/types.ts'
import type { Seen } from '../access/viewer.ts'

/** Where something stands in the flag files, as a link where the repository can be looked at. */
export function Place({ place, seen }: { readonly place: BoardPlace; readonly seen: Seen }) {
  const words = `${place.path}:${place.line}:${place.column}`
  const href = hrefOf(place, seen)
  return href === undefined ? (
    <code class="place">{words}</code>
  ) : (
    <a class="place" href={href} rel="noreferrer">
      {words}
    </a>
  )
}

/** Only an address of the web: what stands there comes from elsewhere, and `javascript:` is one, too. */
function hrefOf({ path, line }: BoardPlace, { board }: Seen): string | undefined {
  const source = board?.board.source
  const revision = board?.board.revision ?? ''
  if (source === undefined || !/^https?:\/\//.test(source)) return undefined
  const parts = new Map([
    ['revision', encodeURIComponent(revision)],
    ['path', path.split('/').map(encodeURIComponent).join('/')],
    ['line', String(line)],
  ])
  return source.replaceAll(/\{(revision|path|line)\}/g, (_, name: string) => parts.get(name) ?? '')
}
