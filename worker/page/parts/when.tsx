import { instant } from '../../words/calendar.ts'
import { distance, machineInstant } from './instant.ts'

/** An instant as people read it: how far away, and when in UTC. `short` leaves the latter to those who point at it. */
export function When({
  at,
  now,
  short = false,
}: {
  readonly at: number
  readonly now: number
  readonly short?: boolean
}) {
  const exact = instant(at)
  return (
    <time datetime={machineInstant(at)} title={exact}>
      {distance(at, now)}
      {short ? '' : ` (${exact})`}
    </time>
  )
}
