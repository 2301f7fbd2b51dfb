import type { Seen } from '../access/viewer.ts'
import { shortCommit } from '../parts/change.tsx'
import { count } from '../../words/count.ts'
import { Mark } from '../parts/mark.tsx'
import { When } from '../parts/when.tsx'
import { stateNames, stateWords } from '../../state/state.ts'
import { statesAt } from '../../state/states.ts'
import { Warnings } from './warnings.tsx'

/** What each environment serves, since when, and how its flags stand. */
export function Environments({ seen, now }: { readonly seen: readonly Seen[]; readonly now: number }) {
  return (
    <ul class="environments" aria-label="Environments">
      {seen.map((one) => (
        <li>
          <h2>
            {one.environment} <Protected seen={one} />
          </h2>
          <Serving seen={one} now={now} />
          <Tally seen={one} now={now} />
        </li>
      ))}
    </ul>
  )
}

export function Protected({ seen: { environment, board } }: { readonly seen: Seen }) {
  const known = board?.board.environments.find(({ key }) => key === environment)
  return known?.protected ? <span class="tag strong">protected</span> : <></>
}

/** Revision, age and sequence, and what is unusual about them. */
function Serving({ seen: { plan, standing }, now }: { readonly seen: Seen; readonly now: number }) {
  const { publication, seq } = standing.current ?? {}
  return (
    <>
      <p class="serving">
        <code>{shortCommit(plan.revision)}</code>
        {publication ? (
          <>
            {' '}
            · published <When at={publication.at} now={now} short /> · seq {seq}
          </>
        ) : (
          ''
        )}
      </p>
      <Warnings standing={standing} now={now} />
    </>
  )
}

function Tally({ seen: { plan }, now }: { readonly seen: Seen; readonly now: number }) {
  const tally = Map.groupBy(statesAt(plan, now), ({ name }) => name)
  return (
    <p class="tally">
      <span class="total">{count(plan.flags.keys.size, 'flag')}:</span>{' '}
      {stateNames
        .filter((name) => tally.has(name))
        .map((name) => (
          <span class={`is-${name}`} title={stateWords[name]}>
            <Mark name={name} />
            {tally.get(name)!.length} <span class="hidden">{stateWords[name]}, </span>
          </span>
        ))}
    </p>
  )
}
