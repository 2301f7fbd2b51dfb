import { type State, stateWords } from '../../state/state.ts'
import { Mark } from './mark.tsx'

/** How a flag stands: a shape, a word and what there is to say besides. */
export function Standing({ state }: { readonly state: State | undefined }) {
  if (!state) return <span class="standing absent">not there</span>
  const { name, note, blockedBy } = state
  return (
    <span class={`standing is-${name}`}>
      <Mark name={name} />
      <span>
        <b>{stateWords[name]}</b>{' '}
        {blockedBy === undefined ? (
          <small>{note}</small>
        ) : (
          <small>
            by <a href={flagHref(blockedBy)}>{blockedBy}</a>
          </small>
        )}
      </span>
    </span>
  )
}

export function flagHref(key: string): string {
  return `/flags/${encodeURIComponent(key.toWellFormed())}`
}
