import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { explain, type Step } from '../../../worker/evaluate/explain.ts'
import { itemText } from '../../../worker/evaluate/item.ts'
import type { Prepared } from '../../../worker/evaluate/prepared.ts'
import type { Environment, Flag, Model } from '../../model/model.ts'
import { positionOf } from '../../source/lines.ts'
import { resolve } from '../../source/position.ts'
import type { Place } from '../../source/source.ts'
import { decisionLine } from './decision.ts'
import { assignmentWords, stepWords } from './words.ts'

/** What an explanation is about. */
export interface Subject {
  readonly prepared: Prepared
  readonly model: Model
  readonly environment: Environment
  readonly context: EvaluationContext
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** Every step of one evaluation in words; below a parent that blocks, its own steps. */
export function explained(flagKey: string, subject: Subject, indent = '  '): string {
  const flag = subject.model.flags.get(flagKey) as Flag
  const { steps } = explain(subject.prepared, flagKey, subject.context, subject.now)
  return steps.map((step) => stepLines(step, flag, subject, indent)).join('')
}

function stepLines(step: Step, flag: Flag, subject: Subject, indent: string): string {
  const mark = step.decided ? '→' : '·'
  const place = placeOf(step, flag, subject.environment)
  const line = `${indent}${mark} ${words(step, flag, subject)}${place ? `  [${shown(place)}]` : ''}\n`
  if (step.step !== 'dependency' || !step.decided) return line
  const { decision } = explain(subject.prepared, step.parent, subject.context, subject.now)
  return `${line}${indent}    ${decisionLine(decision)}\n${explained(step.parent, subject, `${indent}      `)}`
}

function words(step: Step, flag: Flag, { environment, now }: Subject): string {
  if (step.step !== 'assignment') return stepWords(step, environment.key)
  const assignment = flag.assignments.get(environment)?.assignments[step.index]
  return assignment ? assignmentWords(step, assignment, now) : `assignment ${step.index + 1}: ${step.outcome}`
}

/** Where in the YAML the step is decided; a step about something that is not written has no place. */
function placeOf(step: Step, flag: Flag, environment: Environment): Place | undefined {
  const { declared } = flag
  if (step.step === 'stopped' && step.stopped === 'disabled') return declared.at('enabled')
  if (step.step === 'stopped' && step.stopped === 'disabled-here') return declared.at('disabledIn')
  if (step.step === 'stopped' && step.stopped === 'unassigned') return declared.keyAt()
  if (step.step === 'expiry' && step.expires !== undefined) return declared.at('expires')
  if (step.step === 'dependency') return flag.dependsOn.find(({ parent }) => parent.key === step.parent)?.place
  const list = flag.assignments.get(environment)
  if (step.step === 'assignment') return list?.assignments[step.index]?.place
  return step.step === 'unmatched' ? list?.place : undefined
}

function shown(place: Place): string {
  const { file, line, column } = locate(place)
  return `${file}:${line}:${column}`
}

function locate(place: Place): { file: string; line: number; column: number } {
  const { file, start } = resolve(place)
  const { line, column } = positionOf(file, start)
  return { file: file.path, line, column }
}

/** The same as data: each step with its place, and the explanation of the parent that blocks, when one does. */
export function explainedJson(flagKey: string, subject: Subject): string {
  const flag = subject.model.flags.get(flagKey) as Flag
  const { decision, steps } = explain(subject.prepared, flagKey, subject.context, subject.now)
  const told = steps.map((step) => {
    const place = placeOf(step, flag, subject.environment)
    return { ...step, words: words(step, flag, subject), ...(place ? { place: locate(place) } : {}) }
  })
  const last = steps.at(-1)
  const blocker = last?.step === 'dependency' ? `,"blockedBy":${explainedJson(last.parent, subject)}` : ''
  return `{"decision":${itemText(decision)},"steps":${JSON.stringify(told)}${blocker}}`
}
