import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { didYouMean } from '../../source/suggest.ts'

/** The index of a flag that a command line names. */
export function flagAsked(plan: Plan, flagKey: string, known: Iterable<string>): number {
  const flag = findFlag(plan, flagKey)
  if (flag >= 0) return flag
  throw new Failure(`there is no flag \`${flagKey}\``, { exit: Exit.problems, help: didYouMean(flagKey, known) })
}

/** The flags that FLAG and `--flags a,b` name, each once; undefined: every flag. */
export function flagsAsked(
  plan: Plan,
  flagKey: string | undefined,
  list: string | undefined,
  known: readonly string[],
): number[] | undefined {
  const keys = [flagKey, ...(list?.split(',') ?? [])].map((key) => key?.trim()).filter((key) => key)
  if (keys.length === 0) return undefined
  return [...new Set(keys.map((key) => flagAsked(plan, key ?? '', known)))]
}
