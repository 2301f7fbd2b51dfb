import type { Answer, Answers, Refused } from './answer.ts'
import { isEnvironmentKey } from './evaluate/api-key.ts'
import { decisions, evaluateAll } from './evaluate/bulk.ts'
import type { Decision, EvaluationContext, Metadata } from './evaluate/decision.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { itemText } from './evaluate/item.ts'
import type { Plan } from './evaluate/plan.ts'
import { type SnapshotOf, withoutSnapshot } from './keys.ts'
import { contextGiven } from './request.ts'
import { tellBulk, tellSingle, type TelemetryBindings } from './telemetry/evaluations.ts'

/** Whoever holds a service binding is trusted with every flag; what they send is checked as over HTTP. */
export interface Call {
  readonly environment: unknown
  readonly context: unknown
  /** The only environment this binding may ask for; undefined: any. */
  readonly allowed: unknown
  readonly bindings: TelemetryBindings
}

/** One flag, as a server key would see it. */
export async function answerOne(call: Call, flagKey: unknown, snapshotOf: SnapshotOf): Promise<Answer> {
  if (typeof flagKey !== 'string') return { key: '', ...refusal('The flag key is not a text.') }
  const asked = await open(call, snapshotOf)
  if ('errorCode' in asked) return { key: flagKey, ...asked }
  const decision = evaluate(asked.plan, flagKey, asked.context, Date.now())
  tellSingle(call.bindings, { plan: asked.plan, kind: 'server' }, decision)
  return answerOf(decision)
}

/** All flags, as a server key would see them. */
export async function answerAll(call: Call, snapshotOf: SnapshotOf): Promise<Answers> {
  const asked = await open(call, snapshotOf)
  if ('errorCode' in asked) return asked
  const { plan, context } = asked
  const codes = evaluateAll(plan, context, Date.now())
  tellBulk(call.bindings, { plan, kind: 'server' }, codes)
  const flags = decisions(plan, codes).map(answerOf)
  return { flags, metadata: flagSet(plan) }
}

async function open(
  { environment, context, allowed }: Call,
  snapshotOf: SnapshotOf,
): Promise<{ plan: Plan; context: EvaluationContext } | Refused> {
  if (typeof environment !== 'string' || !isEnvironmentKey(environment))
    return refusal('What was given names no environment.')
  if (allowed !== undefined && allowed !== environment) return refusal(`This binding may not ask for ${environment}.`)
  const snapshot = await snapshotOf(environment)
  if (!snapshot) return refusal(withoutSnapshot(environment))
  const { plan } = snapshot
  const read = contextGiven(context)
  if ('status' in read) return { errorCode: read.errorCode, errorDetails: read.details, metadata: flagSet(plan) }
  return { plan, context: read.context }
}

/** Through its text, so that both ways of asking give the same. */
function answerOf(decision: Decision): Answer {
  return JSON.parse(itemText(decision)) as Answer
}

function flagSet({ environment, version }: Plan): Metadata {
  return { flagSetId: environment, version }
}

function refusal(errorDetails: string): Refused {
  return { errorCode: 'GENERAL', errorDetails, metadata: {} }
}
