import type { ErrorObject } from 'ajv'
import type { FlagInput } from '../../../schema/types.ts'
import { quote } from '../../diagnostics/prose.ts'
import { pathOf } from '../../source/pointer.ts'
import type { Located, Path } from '../../source/source.ts'
import { schemaWithoutObject } from '../problems/schema-without-object.ts'
import { variantSchema } from '../problems/variant-schema.ts'
import type { Scope } from '../scope.ts'
import type { Checker } from './engine.ts'
import { judgeSchema } from './judge.ts'
import { mistake } from './sentences.ts'

/** More than a reader can use about one variant. */
const most = 10

/** Checks the variants of a flag against its schema, when it has one. */
export function judgeVariants(key: string, located: Located<FlagInput>, scope: Scope): void {
  const { schema, type = 'boolean', variants = {} } = located.value
  if (!schema) return
  if (type !== 'object') {
    scope.report.add(schemaWithoutObject, {
      message: `${quote(key)} has a schema, but its values are no objects: its type is ${type}`,
      where: located.keyAt('schema'),
      help: 'take the schema out, or write `type: object`',
    })
    return
  }
  const engine = judgeSchema(located.below({ ...schema }, 'schema'), scope)
  if (!engine) return
  const checker = engine.compile({ ...schema })
  for (const [name, value] of Object.entries(variants))
    judgeVariant(name, located.below(value, 'variants', name), located, checker, scope)
  checker.release()
}

function judgeVariant(
  name: string,
  variant: Located<unknown>,
  flag: Located<FlagInput>,
  checker: Checker,
  scope: Scope,
): void {
  const verdict = checker.check(variant.value, scope.budget)
  const where = variant.at()
  if (verdict === 'endless') {
    const message = `checking the variant ${quote(name)} against the schema would take too long`
    scope.report.add(variantSchema, { message, where, help: 'make the schema simpler: it leads to itself too often' })
    return
  }
  for (const error of telling(verdict).slice(0, most)) {
    const path = pathOf(error.instancePath, variant.value)
    const { message, help, stray } = mistake(error)
    scope.report.add(variantSchema, {
      message: `the variant ${quote(name)} does not meet the schema: ${[called(path), message].filter(Boolean).join(' ')}`,
      where: stray === undefined ? variant.at(...path) : variant.keyAt(...path, stray),
      related: [
        {
          message: 'the schema says so here',
          where: flag.at('schema', ...checker.pathOf(error)),
        },
      ],
      help,
    })
  }
}

/** `size`, `items[2].title`; the variant itself goes without a name. */
function called(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return name === '' ? 'it' : quote(name.replace(/^\./, ''))
}

/** Of a value that fits none of several forms, what each of the forms has against it says nothing more. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const few = errors.slice(0, 1000)
  const formless = few.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  // What `then` or `else` asks is told by the errors inside them.
  return few.filter(
    (error) => error.keyword !== 'if' && !formless.some((union) => union !== error && isInside(error, union)),
  )
}

function isInside({ instancePath }: ErrorObject, union: ErrorObject): boolean {
  return instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`)
}
