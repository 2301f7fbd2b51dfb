/** What a text from outside says as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What stands at the end of these steps; undefined when one of them leads nowhere. */
export function at(value: unknown, ...steps: readonly string[]): unknown {
  let found = value
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[step]
  }
  return found
}

/** The text at the end of these steps, or an empty one. */
export function textAt(value: unknown, ...steps: readonly string[]): string {
  const found = at(value, ...steps)
  return typeof found === 'string' ? found : ''
}

/** The whole number at the end of these steps. */
export function numberAt(value: unknown, ...steps: readonly string[]): number | undefined {
  const found = at(value, ...steps)
  return Number.isSafeInteger(found) ? (found as number) : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
