import { article } from '../diagnostics/prose.ts'
import type { ErrorObject } from 'ajv'
import type { Problem } from '../diagnostics/diagnostic.ts'
import type { Path } from '../source/source.ts'

/** An error of the schema, with what a sentence about it needs. */
export interface Complaint {
  readonly error: ErrorObject
  /** `flag \`new-checkout\``. */
  readonly entity: string
  /** Inside the entity. */
  readonly path: Path
  /** What the value is called: `\`expires\``, `item 2 of \`members\``. */
  readonly label: string
  /** The names of the entity's own variants, when it has any. */
  readonly variants: readonly string[]
}

export interface Said {
  readonly problem: Problem
  readonly message: string
  readonly help?: string | undefined
  readonly on?: 'key' | 'value'
  /** A key below the path of the error that is meant. */
  readonly below?: string
  /** How many steps above the error stands what is meant. */
  readonly above?: number
}

export function about({ entity, label }: Pick<Complaint, 'entity' | 'label'>, says: string): string {
  return label === entity ? `${entity} ${says}` : `${entity}: ${label} ${says}`
}

/** `AssignmentInput` is an assignment, `ApiKeyInput` an API key; what has no name is called by its place. */
export function noun(parentSchema: ErrorObject['parentSchema'], label: string): string {
  const title: unknown = parentSchema?.['title']
  if (typeof title !== 'string') return label
  const name = title.replace(/Input$/, '')
  return article(name === 'ApiKey' ? 'API key' : name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
}
