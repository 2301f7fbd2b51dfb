import { isCondition, type StoredCondition } from '../model/stored-condition.ts'

/** A condition of a row; undefined for none, and for what hands wrote into a database that is none. */
export function conditionOf(text: string | null): StoredCondition | undefined {
  const condition: unknown = text === null ? undefined : JSON.parse(text)
  return isCondition(condition) ? condition : undefined
}
