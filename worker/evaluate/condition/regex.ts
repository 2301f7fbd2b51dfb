import { RE2JS, RE2JSException } from 're2js'

/** A regular expression in RE2 syntax, which answers in time linear in the text. */
export type Regex = Pick<RE2JS, 'test' | 'programSize'>

/** Bytes of states that one expression may remember; beyond that it starts over. The library would let each have 8 MiB. */
const mostStates = 256 * 1024

/** Two that have the same name are one. */
export function regexName(pattern: string, ignoreCase: boolean): string {
  return `${ignoreCase ? 'i' : ''}/${pattern}`
}

/**
 * Reads a regular expression in RE2 syntax, or says in the library's words why the text is not one, such as
 * `invalid or unsupported Perl syntax: (?=`. `test` of the result searches anywhere in a text and never throws.
 */
export function compileRegex(pattern: string, ignoreCase: boolean): Regex | { readonly problem: string } {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    const { dfa } = compiled.re2()
    dfa.stateBudget = mostStates
    dfa.memBudget = mostStates
    return compiled
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: error.message.replace('error parsing regexp: ', '') }
    throw error
  }
}
