import { type StateName, stateNames, stateWords } from '../../state/state.ts'
import { changes, type ChangeName, isNarrowed, type Query } from './query.ts'
import type { Row } from './rows.ts'

type Choice = readonly [value: string, words: string]

/** Search and filters: a form that works as it is, and at once where the script runs. */
export function Filters({
  query,
  rows,
  isCopy,
}: {
  readonly query: Query
  readonly rows: readonly Row[]
  /** Nobody answers the form: the script alone filters. */
  readonly isCopy: boolean
}) {
  const owners = named(rows.map(({ owner }) => owner))
  const tags = named(rows.flatMap(({ tags }) => tags))
  const to = isCopy ? {} : { action: '/' } // sent from a copy, it leads to the copy
  return (
    <form class="filters" role="search" method="get" {...to} aria-label="Flags" data-filters>
      <div class="search">
        <label for="search">Search</label>
        <input
          id="search"
          type="search"
          name="q"
          value={query.q}
          placeholder="key or description"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <Choose
        name="state"
        label="State"
        chosen={query.state}
        choices={stateNames.map((name: StateName) => [name, stateWords[name]])}
      />
      {owners.length > 0 ? <Choose name="owner" label="Owner" chosen={query.owner} choices={owners} /> : ''}
      {tags.length > 0 ? <Choose name="tag" label="Tag" chosen={query.tag} choices={tags} /> : ''}
      <Choose
        name="change"
        label="Change"
        chosen={query.change}
        choices={Object.entries(changes).map(([name, { words }]): Choice => [name as ChangeName, words])}
      />
      {query.sort === 'key' ? '' : <input type="hidden" name="sort" value={query.sort} />}
      <div class="buttons">
        {isCopy ? '' : <button type="submit">Apply</button>}
        {isNarrowed(query) ? (
          <a class="button plain" href="/">
            Clear
          </a>
        ) : (
          ''
        )}
      </div>
    </form>
  )
}

interface Choosing {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly choices: readonly Choice[]
}

function Choose({ name, label, chosen, choices }: Choosing) {
  return (
    <div class="choose">
      <label for={`by-${name}`}>{label}</label>
      <select id={`by-${name}`} name={name}>
        <option value="">any</option>
        {choices.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

function named(all: readonly string[]): Choice[] {
  return [...new Set(all)]
    .filter((name) => name !== '')
    .sort()
    .map((name): Choice => [name, name])
}
