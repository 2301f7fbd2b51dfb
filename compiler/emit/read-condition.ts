import { Failure } from '../diagnostics/failure.ts'
import { isCondition, type StoredCondition } from '../model/stored-condition.ts'
import { byHand } from './by-hand.ts'

/** Reads the JSON text of a condition; `whose` is named when it is none. */
export function readCondition(text: string, whose: string): StoredCondition {
  const condition: unknown = JSON.parse(text)
  if (!isCondition(condition))
    throw new Failure(`in the database, the condition of ${whose} has not the shape of one`, byHand)
  return condition
}
