import { isEnvironmentKey } from '../../../worker/evaluate/api-key.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import type { EnvironmentFields } from '../../model/row-fields.ts'
import type { Rows } from '../../model/rows.ts'

export interface Promoted {
  readonly environment: string
  readonly isProtected: boolean
}

/**
 * The environments, in the order of promotion.
 * @throws Failure exit 4 for one that cannot be a part of a name: hands may have written it into a database
 */
export function inOrder(environments: Rows['environments']): Promoted[] {
  return [...environments.values()]
    .map(({ key: [key = ''], fields }) => ({ key, fields: fields as EnvironmentFields }))
    .sort((a, b) => a.fields.position - b.fields.position || (a.key < b.key ? -1 : 1))
    .map(({ key, fields }) => ({ environment: requireName(key), isProtected: fields.is_protected }))
}

function requireName(environment: string): string {
  if (isEnvironmentKey(environment)) return environment
  throw new Failure(`the environment ${JSON.stringify(environment)} cannot name a file`, { exit: Exit.refused })
}
