import type { EvaluationContext } from '../decision.ts'

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
  return { name, parts, inherited: name in Object.prototype }
}

/**
 * The attribute of that whole name, or else the one that the parts lead to through objects; undefined when it is missing or
 * null.
 *
 * @param context what `plainContext` gave
 */
export function lookUp({ name, parts, inherited }: Path, context: EvaluationContext): unknown {
  // Asking whether it is the object's own takes longer than all else, and a plain object lends out only few names.
  const whole = inherited ? own(context, name) : (context[name] ?? undefined)
  if (whole !== undefined || parts.length === 1) return whole
  let value: unknown = context
  for (let index = 0; index < parts.length && value !== undefined; index += 1) value = own(value, parts[index]!)
  return value
}

/** What an object has of itself: nobody gets in because every object has a `constructor`. */
function own(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of) || !Object.hasOwn(of, name)) return undefined
  return (of as EvaluationContext)[name] ?? undefined
}

/** The context as an object that has nothing but its own; anything that is no object has nothing. */
export function plainContext(context: unknown): EvaluationContext {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return nothing
  const prototype: unknown = Object.getPrototypeOf(context)
  return prototype === Object.prototype || prototype === null ? (context as EvaluationContext) : { ...context }
}

const nothing: EvaluationContext = Object.freeze({})
