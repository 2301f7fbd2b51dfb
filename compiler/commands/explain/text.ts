import type { Paint } from '../../diagnostics/render/paint.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import { shown } from '../test/site.ts'
import type { ToldFlag, ToldStep } from './tell.ts'
import type { Mark, Told } from './told.ts'

const marks: Readonly<Record<Mark, readonly [sign: string, style: Parameters<Paint>[0]]>> = {
  yes: ['✓', 'green'],
  no: ['✗', 'red'],
  decides: ['→', 'cyan'],
  note: ['·', 'dim'],
}

/** Every step as lines, what belongs to one indented below it. */
export function stepLines({ steps }: ToldFlag, paint: Paint, indent = ''): string[] {
  return steps.flatMap((one, at) => {
    const joined = joinedWords(one, steps[at + 1])
    if (joined === undefined) return []
    return [...toldLines({ ...one.told, words: joined }, paint, indent), ...whyLines(one, paint, `${indent}    `)]
  })
}

/** That a flag is enabled and that it has not expired is said in one line; undefined where the next step says both. */
function joinedWords({ step, told }: ToldStep, next: ToldStep | undefined): string | undefined {
  if (step.step === 'stopped' && next?.step.step === 'expiry') return undefined
  return step.step === 'expiry' ? `enabled, ${told.words}` : told.words
}

function whyLines({ step, why }: ToldStep, paint: Paint, indent: string): string[] {
  if (step.step !== 'dependency' || why === undefined) return []
  if (why === 'above') return [`${indent}${paint('dim', `· ${step.parent} is explained above`)}`]
  if (why === 'deep') return [`${indent}${paint('dim', `· \`halyard explain ${step.parent}\` goes on from here`)}`]
  return stepLines(why, paint, indent)
}

export function toldLines({ mark, words, place, below = [] }: Told, paint: Paint, indent = ''): string[] {
  const [sign, style] = marks[mark]
  const text = mark === 'note' ? paint('dim', forTerminal(words)) : forTerminal(words)
  const where = place ? `  ${paint('dim', forTerminal(shown(place)))}` : ''
  const line = `${indent}${paint(style, sign)} ${mark === 'decides' ? paint('bold', text) : text}${where}`
  return [line, ...below.flatMap((one) => toldLines(one, paint, `${indent}    `))]
}
