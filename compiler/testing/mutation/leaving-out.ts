import { counted } from '../../diagnostics/prose.ts'
import type { Place } from '../../source/source.ts'
import { type Change, without } from './mutant.ts'

/** In longer lists, those whom no case asks for are left out together: one by one they would be thousands of changes. */
const crowded = 100

/** A list of users without each of them. */
export function* leavingOut<T extends { readonly place: Place }>(
  list: readonly T[],
  keyOf: (item: T) => string,
  asked: ReadonlySet<string>,
  words: (who: string) => string,
): Generator<Change<readonly T[]>> {
  const crowd = new Set(list.length > crowded ? list.filter((item) => !asked.has(keyOf(item))) : [])
  const [first] = crowd
  if (first !== undefined)
    yield {
      becomes: list.filter((item) => !crowd.has(item)),
      words: words(`${counted(crowd.size, 'user')} whom no case names`),
      place: first.place,
    }
  for (const [index, item] of list.entries())
    if (!crowd.has(item)) yield { becomes: without(list, index), words: words(`\`${keyOf(item)}\``), place: item.place }
}
