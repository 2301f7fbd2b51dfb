import type { BoardAssignment, BoardOrigin } from '../../../schema/types.ts'
import { Change } from '../parts/change.tsx'
import { Place } from '../parts/place.tsx'
import { Standing as StandingWords } from '../parts/standing.tsx'
import { When } from '../parts/when.tsx'
import { Protected } from '../list/environments.tsx'
import { upcomingOf } from '../../state/instants.ts'
import { type Reach, reaches } from '../../state/reach.ts'
import { statesAt } from '../../state/states.ts'
import { reachWords } from '../words/reach.ts'
import type { Standing } from './flag-page.tsx'

type Part = Standing & { readonly now: number }

interface EnvironmentPartOf extends Part {
  /** The commit that the page names on top: it is not named again. */
  readonly latest: string | undefined
}

/** What the flag does in one environment: how it stands, its assignments in order, and what time will change. */
export function EnvironmentPart({ seen, flag, told, now, latest }: EnvironmentPartOf) {
  return (
    <section class="card" aria-label={seen.environment}>
      <h3>
        {seen.environment} <Protected seen={seen} />
      </h3>
      <p>
        <StandingWords state={statesAt(seen.plan, now)[flag]} />
        <Stopped seen={seen} told={told} now={now} flag={flag} />
      </p>
      <Assignments seen={seen} flag={flag} told={told} now={now} />
      <Upcoming seen={seen} flag={flag} told={told} now={now} />
      {told?.changed && told.changed.commit !== latest ? (
        <p class="by">
          <span class="label">Last changed by</span> <Change change={told.changed} now={now} />
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

/** Where it is written that nobody gets it, and by whom. */
function Stopped({ seen, flag, told, now }: Part) {
  const { disabled, disabledHere, expires } = told?.written ?? {}
  const isOver = now >= (seen.plan.flags.expires.get(flag) ?? Infinity)
  const origin = disabled ?? disabledHere ?? (isOver ? expires : undefined)
  return origin ? <Origin {...origin} seen={seen} now={now} /> : <></>
}

type OriginOf = BoardOrigin & Pick<Part, 'seen' | 'now'>

function Origin({ place, changed, seen, now }: OriginOf) {
  return (
    <span class="origin">
      <Place place={place} seen={seen} />
      {changed ? <Change change={changed} now={now} /> : ''}
    </span>
  )
}

/** As the board has them; a flag that is stopped has none in the snapshot. */
function Assignments({ seen, flag, told, now }: Part) {
  const list = reaches(seen.plan, flag, now)
  const written = told?.assignments ?? []
  if (list.length === 0 && written.length === 0) return <p class="muted">No assignments.</p>
  return (
    <ol class="assignments">
      {Array.from({ length: Math.max(list.length, written.length) }, (_, at) => (
        <Assignment seen={seen} flag={flag} now={now} reach={list[at]} written={written[at]} />
      ))}
    </ol>
  )
}

interface AssignmentOf extends Omit<Part, 'told'> {
  readonly reach: Reach | undefined
  readonly written: BoardAssignment | undefined
}

function Assignment({ seen, flag, now, reach, written }: AssignmentOf) {
  return (
    <li class={reach?.when === 'open' ? '' : 'quiet'}>
      <span class="words">{written?.words ?? (reach && reachWords(seen, flag, reach))}</span>
      {written?.note === undefined ? '' : <span class="note">{written.note}</span>}
      {written ? <Origin {...written} seen={seen} now={now} /> : ''}
    </li>
  )
}

function Upcoming({ seen, flag, told, now }: Part) {
  const known = told?.upcoming?.filter(({ at }) => at > now)
  const list = known ?? upcomingOf(seen.plan, flag, now)
  if (list.length === 0) return <p class="muted">Time alone changes nothing here.</p>
  return (
    <>
      <h4>Will change by itself</h4>
      <ul class="upcoming">
        {list.map(({ at, words }) => (
          <li>
            <When at={at} now={now} /> <span>{words}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
