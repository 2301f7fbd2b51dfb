import type { BoardChange, BoardFlag } from '../../../schema/types.ts'
import type { Seen, Viewer } from '../access/viewer.ts'
import { findFlag } from '../../evaluate/evaluate.ts'
import { latest } from '../list/rows.ts'
import { Change } from '../parts/change.tsx'
import { Shell } from '../parts/shell.tsx'
import { Place } from '../parts/place.tsx'
import { WhyForm } from '../why/form.tsx'
import { EnvironmentPart } from './environment-part.tsx'
import { GraphPart } from './graph-part.tsx'
import { Variants } from './variants.tsx'

/** A flag in an environment that is seen. */
export interface Standing {
  readonly seen: Seen
  /** Index in the plan. */
  readonly flag: number
  readonly told: BoardFlag | undefined
}

/** The flag in every environment where it is. */
export function standings(viewer: Viewer, key: string): Standing[] {
  return viewer.seen.flatMap((seen) => {
    const flag = findFlag(seen.plan, key)
    return flag === -1 ? [] : [{ seen, flag, told: seen.board?.flags.get(key) }]
  })
}

interface FlagPageOf {
  readonly viewer: Viewer
  /** Its key. */
  readonly name: string
  /** At least one. */
  readonly standings: readonly Standing[]
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** All about one flag: who changed it, what it does in each environment, what it depends on, and why somebody gets it. */
export function FlagPage({ viewer, name, standings, now }: FlagPageOf) {
  const changed = latest(standings.flatMap((one) => one.told?.changed ?? []))
  const missing = viewer.seen.filter((seen) => !standings.some((one) => one.seen === seen))
  return (
    <Shell title={name} viewer={viewer}>
      <Head name={name} standings={standings} changed={changed} now={now} />
      <section aria-labelledby="environments">
        <h2 id="environments">Who gets it</h2>
        <div class="columns">
          {standings.map((one) => (
            <EnvironmentPart {...one} now={now} latest={changed?.commit} />
          ))}
          {missing.map(({ environment }) => (
            <section class="card absent">
              <h3>{environment}</h3>
              <p>The flag is not there.</p>
            </section>
          ))}
        </div>
      </section>
      <section aria-labelledby="why">
        <h2 id="why">Why does this user get this?</h2>
        <WhyForm
          viewer={viewer}
          asked={{ flag: name, environment: lastEnvironment(standings), key: '', attributes: '', at: '' }}
          isFixed
        />
      </section>
      <GraphPart standings={standings} now={now} />
      <Variants standing={standings.at(-1)!} />
    </Shell>
  )
}

/** The one that most questions are about: the last in the order of promotion. */
function lastEnvironment(standings: readonly Standing[]): string {
  return standings.at(-1)?.seen.environment ?? ''
}

interface HeadOf extends Pick<FlagPageOf, 'name' | 'standings' | 'now'> {
  readonly changed: BoardChange | undefined
}

function Head({ name, standings, changed, now }: HeadOf) {
  const told = standings.find((one) => one.told)
  const { plan } = standings[0]!.seen
  const shape = plan.flags.shapes[plan.flags.shape[standings[0]!.flag]!]!
  return (
    <header class="head">
      <p class="crumbs">
        <a href="/">Board</a> <span aria-hidden="true">/</span>
      </p>
      <h1>
        <code>{name}</code>
      </h1>
      {told?.told?.description ? <p class="lead">{told.told.description}</p> : ''}
      <p class="tags">
        {told?.told?.owner ? <span class="owner">{told.told.owner}</span> : ''}
        {(told?.told?.tags ?? []).map((tag) => (
          <span class="tag">{tag}</span>
        ))}
        <span class="tag">{shape.type}</span>
        <span class="tag">{shape.client ? 'seen by clients' : 'servers only'}</span>
        {told?.told ? <Place place={told.told.place} seen={told.seen} /> : ''}
      </p>
      {changed ? (
        <p class="last">
          <span class="label">Last changed by</span> <Change change={changed} now={now} />
        </p>
      ) : (
        <p class="muted">Who changed it is not known here: the snapshot was published without its board.</p>
      )}
    </header>
  )
}
