import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Modifier } from './operators.ts'
import { idleModifier } from './problems/idle-modifier.ts'
import type { Question, WrittenTest } from './written-test.ts'

/** Warns of modifiers that change nothing: whoever wrote them expects something else. */
export function warnOfIdleModifiers({ modifiers, questions, declared, attribute }: WrittenTest, report: Report): void {
  for (const [modifier, where] of modifiers) {
    if (modifier === 'negate') continue
    const { counts, help } = effects[modifier]
    const pointless =
      modifier === 'parse' && declared !== undefined && declared.type !== 'string' && declared.type !== 'list'
    if (questions.some(counts) && !pointless) continue
    const message = `${quote(modifier)} changes nothing in what is asked of ${quote(attribute)}`
    report.add(idleModifier, {
      message,
      where,
      help: pointless ? `it is declared as ${declared?.type}: take it out` : help,
    })
  }
}

interface Effect {
  counts(question: Question): boolean
  readonly help: string
}

const effects: Readonly<Record<Exclude<Modifier, 'negate'>, Effect>> = {
  ignoreCase: {
    counts: ({ family, operands }) => compared.has(family) && operands.some(({ value }) => typeof value === 'string'),
    help: 'it is for comparing texts: take it out',
  },
  parse: {
    counts: ({ family, operands }) => compared.has(family) && operands.some(({ value }) => typeof value === 'number'),
    help: 'it is for comparing with numbers: write the operand without quotes, or take it out',
  },
  loose: {
    counts: ({ family }) => family === 'version',
    help: 'it is for versions: take it out',
  },
}

const compared: ReadonlySet<string> = new Set(['value', 'scalars', 'items', 'texts', 'patterns', 'number'])
