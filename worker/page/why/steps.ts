import type { BoardFlag } from '../../../schema/types.ts'
import type { DependencyStep, Explanation, Step, StoppedStep } from '../../evaluate/explain/explanation.ts'
import { listInWords, valueInWords } from '../../words/values.ts'
import type { Seen } from '../access/viewer.ts'
import { instant } from '../../words/calendar.ts'
import { assignmentTold } from './assignment.ts'
import { stoppedWords } from '../../words/stopped.ts'
import type { Told } from './told.ts'

/** What is known while an explanation is told. */
export interface Telling {
  readonly seen: Seen
  /** Who asks, as sentences have it. */
  readonly who: string
  /** Parents and groups told already: they are not told in detail again. */
  readonly told: Set<string>
}

/** Parents of parents further up are left to their own pages. */
const deepest = 12

/** Every step of an evaluation in words, and the parents' below the steps that ask for them. */
export function stepsTold({ flag, steps }: Explanation, telling: Telling, depth = 0): Told[] {
  return steps.flatMap((step, at) => {
    // That nothing stops a flag, and that it has not expired, is said in one line.
    if (step.step === 'stopped' && steps[at + 1]?.step === 'expiry') return []
    return [stepTold(step, flag, telling, depth)]
  })
}

function stepTold(step: Step, flag: string, telling: Telling, depth: number): Told {
  const { seen } = telling
  const told = seen.board?.flags.get(flag)
  const mark = step.decided ? 'decides' : 'yes'
  const { assignments: list, expires } = told?.written ?? {}
  switch (step.step) {
    case 'unknown':
      return { mark, words: 'there is no such flag' }
    case 'unreadable':
      return {
        mark,
        words: 'the snapshot asks here for what this version of the Worker does not know',
        place: told?.place,
      }
    case 'stopped':
      return { mark, words: stoppedWords(step, seen.environment), ...stoppedOrigin(step, told) }
    case 'expiry': {
      if (step.expires === undefined) return { mark, words: 'enabled, never expires' }
      return { mark, words: `enabled, ${step.decided ? 'expired' : 'expires'} at ${instant(step.expires)}`, ...expires }
    }
    case 'dependency':
      return {
        mark,
        words: dependencyWords(step),
        parent: step.parent,
        place: told?.dependencies?.[step.index],
        below: parentTold(step, telling, depth),
      }
    case 'assignment':
      return assignmentTold(step, told, telling)
    case 'unmatched':
      return { mark, words: unmatchedWords(step.lacksKey), ...(list ?? { place: told?.place }) }
  }
}

/** What is not written has no author: a flag without assignments stands at its key. */
function stoppedOrigin({ stopped }: StoppedStep, told: BoardFlag | undefined): Pick<Told, 'place' | 'changed'> {
  const { disabled, disabledHere } = told?.written ?? {}
  const origin = stopped === 'disabled' ? disabled : stopped === 'disabled-here' ? disabledHere : undefined
  return origin ?? (stopped === undefined ? {} : { place: told?.place })
}

function parentTold({ parent, why }: DependencyStep, telling: Telling, depth: number): Told[] {
  const name = `flag ${parent}`
  if (telling.told.has(name)) return [{ mark: 'note', words: `${parent} is explained above` }]
  if (depth >= deepest) return [{ mark: 'note', words: `ask for ${parent} itself to go on from here` }]
  telling.told.add(name)
  return stepsTold(why, telling, depth + 1)
}

function dependencyWords({ parent, needs, active, serves }: DependencyStep): string {
  const wanted = needs ? `serve ${listInWords(needs, 'or')}` : 'be active'
  const served = valueInWords(serves)
  const is = needs ? `it serves ${served}` : `${active ? 'it is' : 'it is not'}, and serves ${served}`
  return `depends on ${parent}, which must ${wanted}: ${is}`
}

function unmatchedWords(lacksKey: boolean): string {
  return lacksKey
    ? 'nothing else admits this context, and without a key there is no answer'
    : 'no assignment admits this context: it serves the off variant'
}
