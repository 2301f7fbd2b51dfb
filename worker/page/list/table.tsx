import type { Seen } from '../access/viewer.ts'
import { flagHref, Standing } from '../parts/standing.tsx'
import { When } from '../parts/when.tsx'
import { boardHref, type Query } from './query.ts'
import { changesOf } from './narrow.ts'
import type { Row } from './rows.ts'
import { Protected } from './environments.tsx'

interface Listing {
  readonly rows: readonly Row[]
  /** Those that are asked for; the others are hidden. */
  readonly kept: ReadonlySet<Row>
  readonly seen: readonly Seen[]
  readonly query: Query
  readonly now: number
}

/** More environments than that stand side by side on no screen. */
const few = 5
const aside = { class: 'flags many', tabindex: 0, role: 'region', 'aria-label': 'Table of flags' } as const

/** Flags by environments. The roles are said again, since cards on a phone would lose them. */
export function FlagTable({ rows, kept, seen, query, now }: Listing) {
  const isDated = rows.some(({ changed }) => changed)
  return (
    <div class="flags" {...(seen.length > few ? aside : {})}>
      <table class="board" role="table" aria-label="Flags by environment">
        <thead role="rowgroup">
          <tr role="row">
            <Sortable name="key" words="Flag" query={query} order="ascending" />
            {seen.map((one) => (
              <th role="columnheader" scope="col">
                {one.environment} <Protected seen={one} />
              </th>
            ))}
            {isDated ? <Sortable name="changed" words="Last change" query={query} order="descending" /> : ''}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <FlagRow row={row} isHidden={!kept.has(row)} seen={seen} now={now} isDated={isDated} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface Sorting {
  readonly name: Query['sort']
  readonly words: string
  readonly query: Query
  readonly order: 'ascending' | 'descending'
}

function Sortable({ name, words, query, order }: Sorting) {
  const sorted = query.sort === name
  return (
    <th role="columnheader" scope="col" aria-sort={sorted ? order : 'none'}>
      <a href={boardHref(query, { sort: name })}>
        {words} <span aria-hidden="true">{sorted ? (order === 'ascending' ? '↑' : '↓') : ''}</span>
      </a>
    </th>
  )
}

interface Line extends Pick<Listing, 'seen' | 'now'> {
  readonly row: Row
  readonly isHidden: boolean
  readonly isDated: boolean
}

function FlagRow({ row, isHidden, seen, now, isDated }: Line) {
  const states = row.cells.flatMap((cell) => cell?.name ?? []).join(' ')
  return (
    <tr
      role="row"
      hidden={isHidden}
      data-owner={row.owner}
      data-tags={JSON.stringify(row.tags)}
      data-states={states}
      data-changes={changesOf(row, now).join(' ')}
    >
      <th role="rowheader" scope="row">
        <a class="key" href={flagHref(row.key)}>
          {row.key}
        </a>
        <span class="tags">
          {row.owner === '' ? '' : <span class="owner">{row.owner}</span>}
          {row.tags.map((tag) => (
            <span class="tag">{tag}</span>
          ))}
        </span>
        {row.description === '' ? '' : <span class="description">{row.description}</span>}
      </th>
      {row.cells.map((cell, at) => (
        <td role="cell" data-label={seen[at]?.environment}>
          <Standing state={cell} />
        </td>
      ))}
      {isDated ? (
        <td role="cell" data-label="Last change">
          {row.changed ? (
            <span class="changed">
              <When at={row.changed.at} now={now} short />
              <small>{row.changed.author}</small>
            </span>
          ) : (
            ''
          )}
        </td>
      ) : (
        ''
      )}
    </tr>
  )
}
