import type { PlanDocument, PlannedChange, PlannedDrift, PlanPlace } from '../../../schema/types.ts'
import { environmentOf, isThing } from '../subject.ts'
import { enumerate, quote } from '../../diagnostics/prose.ts'
import { affectedInWords, takesAway } from './affected.ts'
import { thingOf } from './change-words.ts'

/** Something to look at before anybody says yes. */
export interface Risk {
  readonly level: 'error' | 'warning' | 'notice'
  /** Kebab-case, stable. */
  readonly code: string
  /** One sentence. */
  readonly text: string
  readonly help?: string
  readonly place: PlanPlace | null
}

/** The worst first. */
export function risksOf(plan: PlanDocument): Risk[] {
  const risks = [...refused(plan), ...conflicts(plan), ...reshuffles(plan), ...affected(plan), ...removals(plan)]
  return [
    ...risks.filter(({ level }) => level === 'error'),
    ...risks.filter(({ level }) => level === 'warning'),
    ...plan.warnings.map((text) => ({ level: 'warning', code: 'review', text, place: null }) as const),
    ...risks.filter(({ level }) => level === 'notice'),
  ]
}

/** Where the flag files say what changes a flag in an environment, or changes it at all. */
export function placeOf(changes: readonly PlannedChange[], flag: string, environment: string): PlanPlace | null {
  const own = changes.filter((change) => thingOf(change).kind === 'flag' && change.key[0] === flag && change.because)
  const here = own.find((change) => environmentOf(change) === environment)
  return (here ?? own.find((change) => environmentOf(change) === undefined) ?? own[0])?.because ?? null
}

function refused({ refusals }: PlanDocument): Risk[] {
  return refusals.map(({ code, message, help, because }) => ({
    level: 'error',
    code,
    text: message,
    help,
    place: because,
  }))
}

function conflicts({ drift }: PlanDocument): Risk[] {
  return drift.filter((one) => one.conflicts.length > 0).map(conflict)
}

function conflict({ key, conflicts, by }: PlannedDrift): Risk {
  const who = by ? `by ${quote(by.actor)}` : 'by hand'
  const text = `${quote(key.join(' '))} was changed in the database ${who} and in git to something else: ${enumerate(conflicts)}`
  return { level: 'warning', code: 'drift-conflict', text, place: null }
}

/** Those that are refused are told as that. */
function reshuffles({ impact, refusals }: PlanDocument): Risk[] {
  const isRefused = refusals.some(({ code }) => code === 'rebucket')
  return impact.environments.flatMap(({ environment, isProtected, flags }) =>
    flags.flatMap(({ flag, reshuffles }) =>
      reshuffles
        .filter(({ rebucket }) => !(isRefused && isProtected && rebucket === null))
        .map(({ text, because, rebucket }): Risk => ({
          level: isProtected || rebucket === null ? 'warning' : 'notice',
          code: 'reshuffle',
          text: `${quote(environment)}: ${quote(flag)} moves people: ${text}${rebucket === null ? '' : ` (meant: ${rebucket})`}`,
          place: because,
        })),
    ),
  )
}

/** Whom it hits: a warning where a protected environment takes something away. */
function affected({ impact, changes }: PlanDocument): Risk[] {
  return impact.environments.flatMap(({ environment, isProtected, flags }) =>
    flags.flatMap((flag): Risk[] => {
      const place = placeOf(changes, flag.flag, environment)
      const name = `${quote(environment)}${isProtected ? ' (protected)' : ''}: ${quote(flag.flag)}`
      const isLoss = isProtected && takesAway(flag)
      const words = affectedInWords({ ...flag, reshuffles: [], ...(isLoss ? { notes: [] } : {}) })
      if (words.length === 0) return []
      const text = `${name}: ${words.join('; ')}`
      return [
        isLoss ? { level: 'warning', code: 'loss', text, place } : { level: 'notice', code: 'affected', text, place },
      ]
    }),
  )
}

function removals({ changes }: PlanDocument): Risk[] {
  return changes
    .filter((change) => (change.action === 'archive' || change.action === 'delete') && isThing(change.table))
    .map((change): Risk => {
      const { kind, name } = thingOf(change)
      const text = `${kind} ${quote(name)} is ${change.action === 'archive' ? 'archived' : 'removed'}`
      return { level: 'warning', code: 'removal', text, place: null }
    })
}
