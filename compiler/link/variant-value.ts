import type { FlagType } from '../model/model.ts'

/** What a value of a type is called in messages. */
export const expectation: Readonly<Record<FlagType, string>> = {
  boolean: '`true` or `false`',
  string: 'text',
  integer: 'a whole number',
  float: 'a number',
  object: 'a map or a list',
}

/** May a flag of this type have that value? Whole numbers are floats too, and lists objects, as OFREP has it. */
export function fits(type: FlagType, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null
  if (type === 'integer') return Number.isSafeInteger(value)
  if (type === 'float') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === type
}

/** The value as JSON text. A whole float keeps a decimal point, so that typed clients read it as the number it is. */
export function jsonText(type: FlagType, value: unknown): string {
  const text = JSON.stringify(value)
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** The type that a value would fit; undefined when there is none. */
export function typeOf(value: unknown): FlagType | undefined {
  return (['boolean', 'string', 'integer', 'float', 'object'] as const).find((type) => fits(type, value))
}
