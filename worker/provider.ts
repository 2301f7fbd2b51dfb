import type { ErrorCode, EvaluationContext, JsonValue, Provider, ResolutionDetails } from '@openfeature/server-sdk'
import type { Answer, FlagsBinding } from './answer.ts'

export type { Answer, Answers, Context, FlagsBinding } from './answer.ts'

/** An OpenFeature provider over a service binding: `new HalyardProvider(env.FLAGS, 'production')`. */
export class HalyardProvider implements Provider {
  readonly runsOn = 'server'
  readonly metadata = { name: 'halyard' }
  readonly #flags: FlagsBinding
  readonly #environment: string

  constructor(flags: FlagsBinding, environment: string) {
    this.#flags = flags
    this.#environment = environment
  }

  resolveBooleanEvaluation(key: string, fallback: boolean, context: EvaluationContext) {
    return this.#resolve(key, fallback, context)
  }

  resolveStringEvaluation(key: string, fallback: string, context: EvaluationContext) {
    return this.#resolve(key, fallback, context)
  }

  resolveNumberEvaluation(key: string, fallback: number, context: EvaluationContext) {
    return this.#resolve(key, fallback, context)
  }

  resolveObjectEvaluation<T extends JsonValue>(key: string, fallback: T, context: EvaluationContext) {
    return this.#resolve(key, fallback, context)
  }

  async #resolve<T>(key: string, fallback: T, context: EvaluationContext): Promise<ResolutionDetails<T>> {
    return detailsOf(await this.#flags.evaluate(this.#environment, key, context), fallback)
  }
}

function detailsOf<T>(answer: Answer, fallback: T): ResolutionDetails<T> {
  const flagMetadata = { ...answer.metadata }
  const failed = (errorCode: string, errorMessage: string): ResolutionDetails<T> => ({
    value: fallback,
    reason: 'ERROR',
    errorCode: errorCode as ErrorCode, // an enum, and nothing of the SDK is needed here while it runs
    errorMessage,
    flagMetadata,
  })
  if (answer.errorCode !== undefined) return failed(answer.errorCode, answer.errorDetails)
  const { value, variant, reason } = answer
  if (typeof value !== typeof fallback)
    return failed('TYPE_MISMATCH', `${answer.key} is a ${typeof value}, and a ${typeof fallback} was asked for.`)
  return { value: value as T, variant, reason, flagMetadata }
}
