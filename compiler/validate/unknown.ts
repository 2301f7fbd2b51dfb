import schema from '../../schema/input/flags.schema.json' with { type: 'json' }
import { didYouMean } from '../source/suggest.ts'
import { short } from '../diagnostics/describe.ts'
import { type Complaint, noun, type Said } from './complaint.ts'
import { unknownField } from './problems/unknown-field.ts'
import { unknownOperator } from './problems/unknown-operator.ts'
import { wrongType } from './problems/wrong-type.ts'
import { isMap } from '../source/map.ts'
import { otherOrder } from './operand.ts'
import { ourWord } from './synonyms.ts'
import { attributeAt, operators } from './targeting.ts'

/** A field that its owner does not have. */
export function unknown(complaint: Complaint): Said {
  const { error, entity, label } = complaint
  const name = String(error.params['additionalProperty'])
  const title: unknown = error.parentSchema?.['title']
  if (title === 'OperatorsInput') return noOperator(name, complaint)
  if (title === 'RampInput' && isMap(error.data) && Object.hasOwn(error.data, 'percent'))
    return step(error.data, complaint)
  const fields = Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
  const owner = noun(error.parentSchema, label)
  const message = `${entity}: \`${short(name)}\` is not a field of ${owner}`
  const help =
    cutText(error.data, name) ??
    elsewhere(title, name) ??
    known(title, name, fields) ??
    (looksLikeTest(title, error.data, name)
      ? `conditions stand under \`when:\`, such as \`when: { ${short(name)}: … }\``
      : undefined) ??
    `fields of ${owner} are ${fields.join(', ')}`
  return { problem: unknownField, message, help, on: 'key', below: name }
}

function known(title: unknown, name: string, fields: readonly string[]): string | undefined {
  const ours = ourWord(title, name)
  return ours === undefined ? didYouMean(name, fields) : `did you mean \`${ours}\`?`
}

/** The rest of a text that has a comma, in a map in braces: YAML reads it as one more key, without a value. */
function cutText(data: unknown, name: string): string | undefined {
  if (!isMap(data) || data[name] !== null || !name.includes(' ')) return undefined
  return 'inside `{ }` a comma ends the value before it: put a text with commas in quotes'
}

/** A field of an assignment that stands at the flag. */
function elsewhere(title: unknown, name: string): string | undefined {
  const { flag, assignment } = schema.definitions
  if (title !== 'FlagInput' || !Object.hasOwn(assignment.properties, name) || Object.hasOwn(flag.properties, name))
    return undefined
  return 'it belongs to an assignment: write it there, under `assignments:` and the environment'
}

function looksLikeTest(title: unknown, data: unknown, name: string): boolean {
  if ((title !== 'AssignmentInput' && title !== 'GroupInput') || !isMap(data)) return false
  const value = data[name]
  return isMap(value) ? Object.keys(value).some((key) => operators.includes(key)) : value !== null
}

function noOperator(name: string, { error, entity, path }: Complaint): Said {
  const attribute = short(attributeAt(path) ?? 'it')
  const message = `${entity}: there is no operator \`${short(name)}\` to ask \`${attribute}\` with`
  return { problem: unknownOperator, message, help: operatorHelp(name, attribute, error.data), on: 'key', below: name }
}

function operatorHelp(name: string, attribute: string, data: unknown): string {
  const value = isMap(data) ? data[name] : undefined
  if (name === 'not') return `write \`not: { ${attribute}: … }\`, or add \`negate: true\``
  if (name === 'between' && Array.isArray(value) && value.length === 2)
    return `write \`{ greaterThanOrEquals: ${short(String(value[0]))}, lessThanOrEquals: ${short(String(value[1]))} }\``
  const ours = ourWord('OperatorsInput', name)
  const help = (ours && otherOrder(ours, value)) ?? known('OperatorsInput', name, operators)
  if (help !== undefined) return help
  const word = combinators.has(name) ? name : ourWord('ConditionInput', name)
  if (word !== undefined)
    return `\`${word}\` stands outside, beside the attributes: \`${word}: [{ ${attribute}: … }, …]\``
  if (value !== null && typeof value !== 'undefined' && !isMap(value))
    return `for a part of \`${attribute}\` write \`${attribute}.${short(name)}: …\`; operators are ${operators.join(', ')}`
  return `operators are ${operators.join(', ')}`
}

const combinators: ReadonlySet<string> = new Set(['all', 'any', 'group'])

/** A single step, or its percentage, where a list of steps may stand. */
function step(data: Readonly<Record<string, unknown>>, { entity }: Complaint): Said {
  const alone = Object.keys(data).length === 1
  const message = `${entity}: ${alone ? 'a percentage stands alone' : 'the steps of a `rollout` are a list'}`
  const help = alone
    ? `write \`rollout: ${short(String(data['percent']))}\``
    : 'write `- ` before each step, or `[ ]` around them'
  return { problem: wrongType, message, help }
}
