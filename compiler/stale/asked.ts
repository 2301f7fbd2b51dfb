import type { Counted } from '../model/counted.ts'
import type { Flag } from '../model/model.ts'

/**
 * Tells whether anybody asked for a flag, by what was counted; undefined when nothing was. Whoever asks for all flags at once
 * may use any of those they get.
 */
export function askedBy(counted: readonly Counted[]): ((flag: Flag) => boolean) | undefined {
  if (counted.length === 0) return undefined
  const single = new Set(counted.flatMap(({ request, flag }) => (request === 'single' ? [flag] : [])))
  const bulk = new Set(counted.flatMap(({ request, kind }) => (request === 'bulk' ? [kind] : [])))
  return ({ key, client }) => single.has(key) || bulk.has('server') || (client && bulk.has('client'))
}
