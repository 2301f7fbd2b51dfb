import { visible } from '../source/characters.ts'

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** For a terminal: one line in which nothing is hidden and nothing is a command to the terminal. */
export function forTerminal(text: string): string {
  return visible(text)
}

/** For the message of a GitHub annotation. `%` first, or the other escapes would be escaped again. */
export function forAnnotation(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** For a property of a GitHub annotation. */
export function forAnnotationProperty(text: string): string {
  return forAnnotation(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** For plain output on GitHub, where a line that begins with `::` is a command, and what follows `##[` in any line. */
export function forWorkflowLog(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)|#(?=#\[)/gm, (found) => `${found}\u200b`)
}

/** For JSON: halves of surrogate pairs have no UTF-8. */
export function forJson(text: string): string {
  return text.replaceAll(loneSurrogate, '\ufffd')
}

/** JSON with every text well-formed, indented by two. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? forJson(inner) : inner), 2)
}
