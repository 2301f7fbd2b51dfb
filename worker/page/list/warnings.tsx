import { ageOf } from '../../snapshots/age.ts'
import type { Standing } from '../../snapshots/snapshots.ts'
import { When } from '../parts/when.tsx'

interface Warned {
  readonly standing: Standing
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/**
 * What is unusual about what an environment serves: each in a sentence, nothing when all is as it should be. What the store
 * never confirmed is bundled or from history, which is said already.
 */
export function Warnings({ standing, now }: Warned) {
  const { current, problem } = standing
  return (
    <>
      {current?.source === 'bundled' ? <p class="warning">Bundled with the Worker: nothing published was found</p> : ''}
      {current?.source === 'history' ? (
        <p class="warning">An earlier snapshot: the one that should be served cannot be read</p>
      ) : (
        ''
      )}
      {current?.held ? (
        <p class="warning">
          Held since <When at={current.held.since} now={now} />: {current.held.reason}
        </p>
      ) : (
        ''
      )}
      {standing.tooOld && Number.isFinite(standing.age) ? (
        <p class="warning">Too old: the store last confirmed it {ageOf(standing)} s ago</p>
      ) : (
        ''
      )}
      {problem === undefined ? '' : <p class="warning">The last look into the store failed: {problem}</p>}
    </>
  )
}
