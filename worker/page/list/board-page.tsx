import type { Viewer } from '../access/viewer.ts'
import { count } from '../../words/count.ts'
import { Shell } from '../parts/shell.tsx'
import { Environments } from './environments.tsx'
import { Filters } from './filters.tsx'
import { fits, ordered, pageSize } from './narrow.ts'
import { boardHref, type Query } from './query.ts'
import { rowsOf } from './rows.ts'
import { FlagTable } from './table.tsx'

interface Board {
  readonly viewer: Viewer
  readonly query: Query
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** The board: what is on, where, and for whom. */
export function BoardPage({ viewer, query, now }: Board) {
  const { seen } = viewer
  const rows = ordered(rowsOf(seen, now), query)
  const kept = rows.filter((row) => fits(row, query, now))
  // Where all rows fit, those that are not asked for are there as well, so that the script can bring them back.
  const isWhole = rows.length <= pageSize
  const pages = isWhole ? 1 : Math.max(1, Math.ceil(kept.length / pageSize))
  const page = Math.min(query.page, pages)
  const shown = isWhole ? rows : kept.slice((page - 1) * pageSize, page * pageSize)
  return (
    <Shell title="Board" viewer={viewer} current="board">
      <h1 class="hidden">Board</h1>
      <Environments seen={seen} now={now} />
      {viewer.copiedAt === undefined || isWhole ? (
        <Filters query={query} rows={rows} isCopy={viewer.copiedAt !== undefined} />
      ) : (
        ''
      )}
      <p class="count" role="status" data-count={isWhole ? rows.length : undefined}>
        {kept.length === rows.length ? '' : `${kept.length.toLocaleString('en')} of `}
        {count(rows.length, 'flag')}
        {pages === 1 ? '' : `, page ${page} of ${pages}`}
      </p>
      <p class="empty" hidden={kept.length > 0} data-empty>
        No flag is like this. <a href="/">Show all</a>
      </p>
      <FlagTable rows={shown} kept={new Set(kept)} seen={seen} query={query} now={now} />
      {pages === 1 ? '' : <Pages query={query} page={page} pages={pages} />}
    </Shell>
  )
}

function Pages({ query, page, pages }: { readonly query: Query; readonly page: number; readonly pages: number }) {
  const link = (to: number, words: string) =>
    to < 1 || to > pages ? <span class="muted">{words}</span> : <a href={boardHref(query, { page: to })}>{words}</a>
  return (
    <nav class="pages" aria-label="Pages of flags">
      {link(page - 1, '← Before')} {link(page + 1, 'Next →')}
    </nav>
  )
}
