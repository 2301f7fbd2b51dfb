import type { ErrorObject } from 'ajv'

/** Errors that say: this shape was not meant at all. */
const mismatches = new Set(['type', 'const', 'enum', 'anyOf'])

/**
 * When a value may have several shapes, ajv tells the errors of all of them. Kept are those of the shape whose type
 * fits the value; when none fits, the one error that says so.
 */
export function meantErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath))
  const explained = new Set<string>()
  for (const error of errors) {
    if (!mismatches.has(error.keyword)) explained.add(error.instancePath)
    for (let path = error.instancePath; path !== '';) explained.add((path = parent(path)))
  }
  const unknown = new Set(errors.filter(isUnknownField).map(({ instancePath }) => instancePath))
  return errors.filter((error) => {
    if (error.keyword === 'propertyNames') return false
    // The field that is missing is the one that was mistyped.
    if (error.keyword === 'required' && unknown.has(error.instancePath)) return false
    if (!unions.has(error.instancePath) || !mismatches.has(error.keyword)) return true
    return error.keyword === 'anyOf' && !explained.has(error.instancePath)
  })
}

function isUnknownField({ keyword }: ErrorObject): boolean {
  return keyword === 'additionalProperties'
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
