import type { SnapshotRollout } from '../../schema/types.ts'
import { conditionInWords } from '../model/condition-words.ts'
import { instantInWords } from '../model/instant-words.ts'
import { percentage } from '../model/shares.ts'
import { isCondition } from '../model/stored-condition.ts'
import { shorten } from '../source/shorten.ts'

const longestValue = 80
const longestCondition = 240

/** Words for the parsed JSON of each jsonb column; undefined for what has not its shape, as hands may write it. */
export const jsonWords: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  variants: (value) =>
    listInWords(value, 'name', ({ name, value: json }) => `${name}: ${shorten(json ?? '', longestValue)}`),
  condition: (value) => (isCondition(value) ? shorten(conditionInWords(value), longestCondition) : undefined),
  rollout: (value) => rolloutInWords(value as SnapshotRollout),
  weights: (value) => listInWords(value, 'variant', ({ variant, parts }) => `${variant} ${percentage(Number(parts))}`),
}

/** `10 %`, `10 % from 2026-07-01T00:00:00.000Z, 50 % from …`, `0 % to 100 % from … to …`. */
function rolloutInWords(rollout: SnapshotRollout): string | undefined {
  if (typeof rollout === 'number') return percentage(rollout)
  if (Array.isArray(rollout))
    return listInWords(
      rollout,
      'at',
      ({ at, parts }) => `${percentage(Number(parts))} from ${instantInWords(Number(at))}`,
    )
  const { from, to, starts, ends } = rollout
  return `${percentage(from)} to ${percentage(to)} from ${instantInWords(starts)} to ${instantInWords(ends)}`
}

function listInWords(
  list: unknown,
  first: string,
  one: (item: Readonly<Record<string, string>>) => string,
): string | undefined {
  const fits = (item: unknown) => typeof item === 'object' && item !== null && first in item
  return Array.isArray(list) && list.every(fits) ? list.map(one).join(', ') : undefined
}
