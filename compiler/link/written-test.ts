import type { AttributeTestInput } from '../../schema/types.ts'
import type { Attribute } from '../model/model.ts'
import type { Located, Place } from '../source/source.ts'
import { families, type Family, isModifier, listed, type Modifier, type Operator } from './operators.ts'

/** What is asked of one attribute, with the short forms spelled out. */
export interface WrittenTest {
  readonly attribute: string
  readonly declared: Attribute | undefined
  readonly questions: readonly Question[]
  /** Those that are switched on, and where. */
  readonly modifiers: ReadonlyMap<Modifier, Place>
  /** Where the attribute's name stands. */
  readonly place: Place
}

/** An operator with its operands: one, or the items of its list. */
export interface Question {
  readonly operator: Operator
  readonly family: Family
  readonly operands: readonly Operand[]
  readonly located: Located<unknown>
}

/** A list may have a hundred thousand items, and hardly any is asked for its place. */
export interface Operand {
  readonly value: unknown
  readonly located: Located<unknown>
  /** Of an item of a list. */
  readonly index?: number
}

export function placeOf({ located, index }: Operand): Place {
  return index === undefined ? located.at() : located.at(index)
}

type Spelled = Pick<WrittenTest, 'questions' | 'modifiers'>

/** A value alone means `equals`, a list `in`. */
export function spellOut(located: Located<AttributeTestInput>): Spelled {
  const { value } = located
  if (Array.isArray(value)) return alone('in', located)
  if (typeof value !== 'object') return alone('equals', located)
  const questions: Question[] = []
  const modifiers = new Map<Modifier, Place>()
  for (const [word, written] of Object.entries(value)) {
    if (!isModifier(word)) questions.push(ask(word as Operator, located.below<unknown>(written, word)))
    else if (written === true) modifiers.set(word, located.keyAt(word))
  }
  return { questions, modifiers }
}

function alone(operator: Operator, located: Located<unknown>): Spelled {
  return { questions: [ask(operator, located)], modifiers: new Map() }
}

function ask(operator: Operator, located: Located<unknown>): Question {
  const { value } = located
  const family = families[operator]
  const operands: Operand[] =
    listed.has(family) && Array.isArray(value)
      ? value.map((item: unknown, index) => ({ value: item, located, index }))
      : [{ value, located }]
  return { operator, family, operands, located }
}
