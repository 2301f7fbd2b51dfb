import { instantInWords } from '../../model/instant-words.ts'
import type { Timed } from '../../model/model.ts'
import { type Change, day } from './mutant.ts'

/** An instant a day earlier and a day later: who notices both looks at both sides of it. */
export function* timeChanges<T extends Timed>(timed: T, name: string): Generator<Change<T>> {
  for (const [shift, words] of [
    [-day, 'a day earlier'],
    [day, 'a day later'],
  ] as const)
    yield {
      becomes: { ...timed, at: timed.at + shift },
      words: `\`${name}\` ${words}, at ${instantInWords(timed.at + shift)}`,
      place: timed.place,
    }
}
