import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { readInstant } from '../../model/instant.ts'

/** The evaluation context of a command line: `--context` as JSON, with `--user` as its targetingKey. */
export function contextOf(user: string | undefined, json: string | undefined): EvaluationContext {
  const read = json === undefined ? { context: {} } : objectOf(json)
  if ('problem' in read)
    throw new Failure(`--context ${read.problem}`, {
      help: read.help ?? 'give a JSON object, such as --context \'{"country": "NL"}\'',
    })
  return user === undefined ? read.context : { ...read.context, targetingKey: user }
}

type Read = { readonly context: EvaluationContext } | { readonly problem: string; readonly help?: string }

/** Reads an evaluation context; the problem, when there is one, goes on a sentence that names the text. */
export function objectOf(json: string): Read {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    return { problem: `is not JSON: ${(cause as Error).message}` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'is not a JSON object' }
  const key: unknown = Object.hasOwn(value, 'targetingKey') ? Reflect.get(value, 'targetingKey') : undefined
  if (key !== undefined && typeof key !== 'string')
    return { problem: 'has a `targetingKey` that is not text', help: 'put it in quotes, or give `--user KEY`' }
  return { context: value as EvaluationContext }
}

/** What an option such as `--at` says, in milliseconds since 1970-01-01T00:00:00Z. */
export function instantOf(text: string, option = '--at'): number {
  const reading = readInstant(text)
  if ('at' in reading) return reading.at
  const form = reading.suggestion ?? '2027-03-31T00:00:00Z'
  throw new Failure(`${option} \`${text}\` is not an instant`, { help: `write it in full, with an offset: ${form}` })
}
