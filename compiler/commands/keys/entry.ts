import type { ApiKeyInput } from '../../../schema/types.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { counted, quote } from '../../diagnostics/prose.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import { keyHash } from '../../model/api-key.ts'
import type { Environment } from '../../model/model.ts'
import { parseApiKey } from '../../../worker/evaluate/api-key.ts'

/** So much of a SHA-256 is shown, and tells keys apart. */
export function shortest(sha256: string): string {
  return sha256.slice(0, 12)
}

/** `the client key web-app, 4f2a9c01b7de`. */
export function keyInWords({ kind, name, sha256 }: ApiKeyInput): string {
  return `the ${kind} key ${name === undefined ? '' : `${forTerminal(name)}, `}${shortest(sha256)}`
}

/**
 * The only key of an environment that is meant.
 *
 * @param key the first digits of its SHA-256, or the key itself, which no message repeats
 * @throws Failure when none or several are
 */
export function keyMeant(environment: Environment, key: string | undefined, name: string | undefined): ApiKeyInput {
  if ((key === undefined) === (name === undefined))
    throw new Failure('which key?', { help: 'give the first digits of its SHA-256, the key itself, or `--name NAME`' })
  const { keys = [] } = environment.declared.value
  const found =
    key === undefined ? keys.filter((one) => one.name === name) : keys.filter(({ sha256 }) => matches(sha256, key))
  const [first] = found
  const apart = new Set(found.map(({ sha256 }) => sha256)).size
  if (!first) throw new Failure(missing(environment, key), { exit: Exit.problems, help: seeAll(environment) })
  if (apart === 1) return first
  throw new Failure(`${counted(apart, 'key')} of ${environment.key} can be meant: ${told(found)}`, {
    help: 'give more of the SHA-256 of the one that you mean',
  })
}

function matches(sha256: string, key: string): boolean {
  if (parseApiKey(key)) return sha256 === keyHash(key)
  const digits = key.toLowerCase()
  if (/^[0-9a-f]{4,64}$/.test(digits)) return sha256.startsWith(digits)
  throw new Failure('this is neither an API key nor the first digits of the SHA-256 of one', {
    help: 'give at least four hex digits, or the whole key',
  })
}

function missing({ key: environment }: Environment, key: string | undefined): string {
  const parsed = key === undefined ? undefined : parseApiKey(key)
  if (parsed && parsed.environment !== environment) return `this is a key of ${quote(parsed.environment)}`
  return `${environment} has no such key`
}

function told(keys: readonly ApiKeyInput[]): string {
  return keys
    .map(({ name, sha256 }) => (name === undefined ? shortest(sha256) : `${shortest(sha256)} (${forTerminal(name)})`))
    .join(', ')
}

function seeAll({ key }: Environment): string {
  return `\`halyard keys list ${key}\` shows those it has`
}
