import { type StateName, stateNames } from '../../state/state.ts'

/** What the board is asked for. Empty texts ask for nothing. */
export interface Query {
  /** In keys and descriptions, whatever the case. */
  readonly q: string
  readonly owner: string
  readonly tag: string
  readonly state: StateName | ''
  readonly change: ChangeName | ''
  readonly sort: 'key' | 'changed'
  /** From 1. */
  readonly page: number
}

/** Kinds of change: those of people, back to so many milliseconds, and those of time. */
export const changes = {
  day: { words: 'changed within a day', within: 86_400_000 },
  week: { words: 'changed within a week', within: 7 * 86_400_000 },
  month: { words: 'changed within 30 days', within: 30 * 86_400_000 },
  upcoming: { words: 'will change by itself', within: undefined },
} as const

export type ChangeName = keyof typeof changes

const longest = 200

/** Anything that is not one of the choices counts as no choice. */
export function readQuery(asked: URLSearchParams): Query {
  const text = (name: string): string => (asked.get(name) ?? '').trim().slice(0, longest)
  const page = Number(text('page'))
  return {
    q: text('q'),
    owner: text('owner'),
    tag: text('tag'),
    state: stateNames.find((name) => name === text('state')) ?? '',
    change: Object.hasOwn(changes, text('change')) ? (text('change') as ChangeName) : '',
    sort: text('sort') === 'changed' ? 'changed' : 'key',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

/** The address of the board for a query in which something is another. */
export function boardHref(query: Query, other: Partial<Query> = {}): string {
  const { sort, page, ...texts } = { ...query, page: 1, ...other }
  const parts = Object.entries(texts).filter(([, value]) => value !== '')
  if (sort !== 'key') parts.push(['sort', sort])
  if (page > 1) parts.push(['page', String(page)])
  const search = new URLSearchParams(parts).toString()
  return search === '' ? '/' : `/?${search}`
}

export function isNarrowed({ q, owner, tag, state, change }: Query): boolean {
  return [q, owner, tag, state, change].some((value) => value !== '')
}
