import { joined } from '../diagnostics/prose.ts'
import { didYouMean } from '../source/suggest.ts'
import { about, type Complaint, type Said } from './complaint.ts'
import { conversion } from './conversion.ts'
import { describe, short, wanted } from '../diagnostics/describe.ts'
import { misgiven } from './operand.ts'
import { valueNotAllowed } from './problems/value-not-allowed.ts'
import { wrongType } from './problems/wrong-type.ts'
import { attributeAt, operatorAt } from './targeting.ts'

/** What may stand somewhere, in words, and what to do about a value that may not. */
interface Union {
  readonly shapes: string
  help(complaint: Complaint): string | undefined
}

/** A value that fits none of several shapes: a word that is nearly the right one, or a wrong type. */
export function noShape(complaint: Complaint): Said {
  const { data, parentSchema } = complaint.error
  if (operatorAt(complaint.path) !== undefined) return misgiven(complaint)
  const title: unknown = parentSchema?.['title']
  if (title === 'AssignmentListInput' && typeof data === 'string') {
    const help = didYouMean(data, ['everyone']) ?? 'it can be `everyone` or a list'
    return { problem: valueNotAllowed, message: about(complaint, `cannot be ${describe(data)}`), help }
  }
  const { shapes, help } = unions[String(title)] ?? unions[complaint.label] ?? plain(complaint)
  const message = about(complaint, `must be ${shapes}, but is ${describe(data)}`)
  return { problem: wrongType, message, help: help(complaint) }
}

/** By the title of the schema, or by what the value is called. */
const unions: Readonly<Record<string, Union>> = {
  AssignmentListInput: { shapes: '`everyone` or a list', help: ({ error }) => listHelp(error.data) },
  TestExpectationInput: {
    shapes: 'the name of a variant or a map',
    help: () => 'such as `expect: on`, or `expect: { value: true }`',
  },
  TestBucketInput: { shapes: 'a percentage or a map', help: () => 'such as `bucket: 12.5`, for 12.5 percent' },
  DependencyInput: { shapes: 'text or a map', help: () => 'write the key of the flag' },
  RolloutInput: {
    shapes: 'a percentage, a list of steps or a ramp',
    help: ({ error: { data }, ...rest }) =>
      conversion({ type: 'number', data, ...rest }) ?? 'such as `rollout: 10`, for 10 percent',
  },
  AttributeTestInput: {
    shapes: 'a value, a list of values or operators',
    help: ({ path }) => {
      const attribute = short(attributeAt(path) ?? 'it')
      return `to ask whether \`${attribute}\` is missing write \`${attribute}: { exists: false }\``
    },
  },
  '`serve`': {
    shapes: 'the name of a variant, or weights',
    help: ({ error: { data }, ...rest }) =>
      Array.isArray(data)
        ? 'weights are a map from variants to percentages: `{ on: 50, off: 50 }`'
        : conversion({ type: 'string', data, ...rest }),
  },
  '`group`': {
    shapes: 'the key of a group, or a list of keys',
    help: ({ error: { data }, ...rest }) => conversion({ type: 'string', data, ...rest }),
  },
}

function plain({ error }: Complaint): Union {
  const shapes = (error.schema ?? []) as { type?: unknown }[]
  return {
    shapes: joined(
      shapes.map(({ type }) => wanted(type)),
      'or',
    ),
    help: () => undefined,
  }
}

/** A list of assignments that is none. */
function listHelp(data: unknown): string {
  if (data === null) return 'write `everyone`, or a list; `[]` is a list of nobody'
  if (data === true) return 'did you mean `everyone`?'
  return 'write a list: each assignment begins with `- `'
}
