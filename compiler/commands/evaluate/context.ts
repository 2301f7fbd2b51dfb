import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { readInstant } from '../../model/instant.ts'
import { Failure } from '../../diagnostics/failure.ts'

/** The evaluation context of a command line: `--context` as JSON, with `--user` as its targetingKey. */
export function contextOf(user: string | undefined, json: string | undefined): EvaluationContext {
  const attributes = json === undefined ? {} : parse(json)
  return user === undefined ? attributes : { ...attributes, targetingKey: user }
}

function parse(json: string): EvaluationContext {
  const help = 'give a JSON object, such as --context \'{"country": "NL"}\''
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new Failure(`--context is not JSON: ${(cause as Error).message}`, { help, cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure('--context is not a JSON object', { help })
  const key: unknown = Object.hasOwn(value, 'targetingKey') ? Reflect.get(value, 'targetingKey') : undefined
  if (key !== undefined && typeof key !== 'string')
    throw new Failure('the `targetingKey` in --context is not text', { help: 'put it in quotes, or give `--user KEY`' })
  return value as EvaluationContext
}

/** `--at` in milliseconds since 1970-01-01T00:00:00Z. */
export function instantOf(text: string): number {
  const reading = readInstant(text)
  if ('at' in reading) return reading.at
  const form = reading.suggestion ?? '2027-03-31T00:00:00Z'
  throw new Failure(`--at \`${text}\` is not an instant`, { help: `write it in full, with an offset: ${form}` })
}
