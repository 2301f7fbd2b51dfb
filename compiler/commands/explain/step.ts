import type {
  DependencyStep,
  ExpiryStep,
  Explanation,
  Step,
  StoppedStep,
} from '../../../worker/evaluate/explain/explanation.ts'
import type { Flag } from '../../model/model.ts'
import type { Place } from '../../source/source.ts'
import type { Telling } from './about.ts'
import { assignmentTold } from './assignment.ts'
import { stoppedWords } from '../../../worker/words/stopped.ts'
import type { Told } from './told.ts'
import { instant, listInWords } from '../../model/value-words.ts'

/** One step of an evaluation; what is below a dependency is not told here. */
export function stepTold(step: Step, flag: Flag, telling: Telling): Told {
  const { environment } = telling.about
  const list = flag.assignments.get(environment)
  const mark = step.decided ? 'decides' : 'yes'
  switch (step.step) {
    case 'unknown':
      return { mark, words: 'there is no such flag' }
    case 'stopped':
      return { mark, words: stoppedWords(step, environment.key), place: stoppedPlace(step, flag) }
    case 'expiry':
      return {
        mark,
        words: expiryWords(step),
        place: step.expires === undefined ? undefined : flag.declared.at('expires'),
      }
    case 'dependency':
      return { mark, words: dependencyWords(step), place: dependencyPlace(step, flag) }
    case 'unreadable':
      return { mark, words: 'this version does not know what it asks' }
    case 'assignment':
      return assignmentTold(step, list?.assignments ?? [], telling)
    case 'unmatched':
      return { mark, words: unmatchedWords(step.lacksKey, flag), place: list?.place ?? flag.declared.keyAt() }
  }
}

/** A step about something that is not written has no place. */
function stoppedPlace({ stopped }: StoppedStep, { declared }: Flag): Place | undefined {
  if (stopped === 'disabled') return declared.at('enabled')
  if (stopped === 'disabled-here') return declared.at('disabledIn')
  return stopped === 'unassigned' ? declared.keyAt() : undefined
}

function expiryWords({ expires, decided }: ExpiryStep): string {
  if (expires === undefined) return 'never expires'
  return `${decided ? 'expired' : 'expires'} at ${instant(expires)}`
}

function dependencyWords({ parent, needs, active, serves }: DependencyStep): string {
  const wanted = needs ? `serve ${listInWords(needs, 'or')}` : 'be active'
  const is = needs ? `it serves ${serves}` : active ? `it is, and serves ${serves}` : `it is not, and serves ${serves}`
  return `depends on ${parent}, which must ${wanted}: ${is}`
}

function dependencyPlace({ parent }: DependencyStep, flag: Flag): Place | undefined {
  return flag.dependsOn.find((dependency) => dependency.parent.key === parent)?.place
}

function unmatchedWords(lacksKey: boolean, { off }: Flag): string {
  return lacksKey
    ? 'nothing else admits this context, and without a key there is no answer'
    : `no assignment admits this context: it serves ${off}`
}

/** At the end of a chain of flags that block each other, the one that no parent blocks. */
export function rootOf(explanation: Explanation): Explanation {
  let root = explanation
  for (let last = root.steps.at(-1); last?.step === 'dependency' && last.decided; last = root.steps.at(-1))
    root = last.why
  return root
}
