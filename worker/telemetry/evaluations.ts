import type { KeyKind } from '../evaluate/api-key.ts'
import type { Decision } from '../evaluate/decision.ts'
import { visibleTo } from '../evaluate/pieces.ts'
import type { Plan } from '../evaluate/plan.ts'
import { visibleFlags } from '../evaluate/visible-flags.ts'
import { passes } from './bound.ts'
import { log } from './log.ts'

export interface TelemetryBindings {
  /** Where evaluations are counted; without it nobody counts. */
  readonly EVALUATIONS?: AnalyticsEngineDataset
  /** What part of the requests is counted, above 0 and up to 1, which is the default. */
  readonly ANALYTICS_SAMPLE?: string
  /** `sample:0.01` logs one evaluation in a hundred; without it none is logged. */
  readonly LOG_EVALUATIONS?: string
}

interface Asker {
  readonly plan: Plan
  readonly kind: KeyKind
}

/** What is told of one evaluation, and for how many it stands. */
interface Told {
  readonly decision: Decision
  readonly kind: KeyKind
  readonly how: 'single' | 'bulk'
  readonly weight: number
}

/**
 * Counts and logs the evaluation of one flag, if that is wanted. Never throws. What is no flag may be anything, also what must
 * not be written down.
 */
export function tellSingle(bindings: TelemetryBindings, { kind }: Asker, decision: Decision): void {
  if (isDeaf(bindings) || decision.errorCode === 'FLAG_NOT_FOUND') return
  tell(bindings, () => ({ decision, kind, how: 'single', weight: 1 }))
}

/**
 * The same for a request for all flags: of those it may see, one drawn at random stands for all. So it costs as much as a
 * single one, however many flags there are, and sums of weights are right on average.
 */
export function tellBulk(bindings: TelemetryBindings, { plan, kind }: Asker, codes: Uint16Array): void {
  if (isDeaf(bindings)) return
  const flags = visibleFlags(plan, kind)
  if (flags.length === 0) return
  tell(bindings, () => {
    const flag = flags[Math.floor(Math.random() * flags.length)]!
    return { decision: visibleTo(kind, plan, flag, codes[flag]!), kind, how: 'bulk', weight: flags.length }
  })
}

function isDeaf({ EVALUATIONS, LOG_EVALUATIONS }: TelemetryBindings): boolean {
  return EVALUATIONS === undefined && LOG_EVALUATIONS === undefined
}

function tell({ EVALUATIONS, ANALYTICS_SAMPLE, LOG_EVALUATIONS }: TelemetryBindings, told: () => Told): void {
  try {
    const counted = partOf(ANALYTICS_SAMPLE) ?? 1
    if (EVALUATIONS && Math.random() < counted) count(EVALUATIONS, told(), counted)
    const logged = partOf(/^sample:(.+)$/.exec(LOG_EVALUATIONS ?? '')?.[1]) ?? 0
    if (Math.random() < logged) write(told(), logged)
  } catch (error) {
    // What is counted is worth less than the answer.
    if (passes('telemetry', Date.now()) !== undefined)
      log('error', 'an evaluation was not counted', { 'exception.type': error instanceof Error ? error.name : 'none' })
  }
}

/** The longest index of a data point, in bytes; flag keys that are longer share one. */
const indexBytes = 96

function count(dataset: AnalyticsEngineDataset, { decision, kind, how, weight }: Told, sampled: number): void {
  const { flagSetId, version } = decision.metadata
  dataset.writeDataPoint({
    indexes: [decision.key.slice(0, indexBytes)],
    blobs: [flagSetId, decision.key, variantOf(decision), reasonOf(decision), how, version, kind],
    doubles: [1, weight / sampled],
  })
}

function write({ decision, kind, how, weight }: Told, sampled: number): void {
  const { flagSetId, version } = decision.metadata
  log('info', 'an evaluation', {
    'event.name': 'feature_flag.evaluation',
    'feature_flag.provider.name': 'halyard',
    'feature_flag.key': decision.key,
    'feature_flag.set.id': flagSetId,
    'feature_flag.version': version,
    'feature_flag.result.variant': variantOf(decision) || undefined,
    'feature_flag.result.reason': reasonOf(decision),
    'error.type': decision.errorCode?.toLowerCase(),
    'halyard.request': how,
    'halyard.key.kind': kind,
    'halyard.weight': weight / sampled,
  })
}

function variantOf(decision: Decision): string {
  return decision.errorCode === undefined ? decision.variant : ''
}

function reasonOf(decision: Decision): string {
  return decision.errorCode === undefined ? decision.reason.toLowerCase() : 'error'
}

/** A part of a whole; undefined for what is none. */
function partOf(text: string | undefined): number | undefined {
  const part = Number(text ?? Number.NaN)
  return part > 0 && part <= 1 ? part : undefined
}
