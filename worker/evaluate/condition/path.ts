/** Where in a context an attribute stands. Made by `readPath`. */
export interface Path {
  /** As written, with dots between its parts. */
  readonly name: string
  readonly parts: readonly string[]
  /** Every object has something of one of these names, without anybody having written it. */
  readonly inherited: boolean
}

export function readPath(name: string): Path {
  const parts = name.split('.')
  return { name, parts, inherited: [name, ...parts].some((part) => part in Object.prototype) }
}

/** The attribute of that whole name, or else the one that the parts lead to through objects; undefined when it is missing or null. */
export function lookUp(path: Path, context: unknown): unknown {
  const { name, parts } = path
  const whole = own(context, name, path.inherited)
  if (whole !== undefined || parts.length === 1) return whole
  let value = context
  for (let index = 0; index < parts.length && value !== undefined; index += 1)
    value = own(value, parts[index]!, path.inherited)
  return value
}

/**
 * What an object has of itself: nobody gets in because every object has a `constructor`. Asking whether it is the object's own
 * takes longer than all else, and is needed for those few names alone.
 */
function own(of: unknown, name: string, inherited: boolean): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return undefined
  if (inherited && !Object.hasOwn(of, name)) return undefined
  return (of as Readonly<Record<string, unknown>>)[name] ?? undefined
}
