import { createRequire } from 'node:module'
import type { Ajv, ErrorObject, Options } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { compileRegex, type Regex } from '../../../worker/evaluate/condition/regex.ts'
import { isMap } from '../../source/map.ts'
import type { Path } from '../../source/source.ts'
import type { Budget } from '../budget.ts'
import { rewritten, subschemas } from './keywords.ts'

type Schema = Readonly<Record<string, unknown>>

/** What checking a value found; `endless` when it would have taken too long. */
export type Verdict = readonly ErrorObject[] | 'endless'

/** JSON Schema in one of its drafts. */
export interface Engine {
  /** What is wrong with a schema as such. */
  problems(schema: Schema): readonly ErrorObject[]
  knows(keyword: string): boolean
  readonly keywords: readonly string[]
  /** Ready to check values; the schema must be free of problems, and its references lead inside it. */
  compile(schema: Schema): Checker
}

export interface Checker {
  check(value: unknown, budget: Budget): Verdict
  /** Where in the schema an error of `check` comes from. */
  pathOf(error: ErrorObject): Path
  /** Compiled schemas are kept until they are given back. */
  release(): void
}

/** Patterns of people never meet JavaScript's own regular expressions, which may take forever. */
const regExp = Object.assign(
  (pattern: string): Regex => {
    const regex = compileRegex(pattern, false)
    if ('problem' in regex) throw new Error(regex.problem)
    return regex
  },
  { code: 'RE2' },
)

const options: Options = {
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  ownProperties: true,
  inlineRefs: false,
  addUsedSchema: false,
  logger: false,
  code: { regExp },
}

/** References make schemas that do little look at a value a billion times. */
const mostVisits = 500_000
const meter = 'x-visits'

/** `uniqueItems` compares each item with all others. */
const mostItems = 5000

class TooManyVisits extends Error {}

function engineOf(ajv: Ajv | Ajv2020): Engine {
  let left = 0
  const visit = (weight: number): boolean => {
    left -= weight
    if (left < 0) throw new TooManyVisits()
    return true
  }
  const keywords = Object.keys(ajv.RULES.keywords).filter((keyword) => !refused.has(keyword))
  const known = new Set(keywords)
  ajv.addKeyword({ keyword: meter, validate: visit, errors: false })
  return {
    keywords,
    knows: (keyword) => known.has(keyword),
    problems: (schema) => (ajv.validateSchema(schema) === true ? [] : (ajv.errors ?? [])),
    compile(schema) {
      const metered = {
        ...rewritten(schema, (one) => ({ ...without(one), [meter]: weightOf(one) })),
        $id: 'urn:halyard:schema:variants',
      }
      const paths = new Map([...subschemas({ schema: metered, path: [] })].map((one) => [one.schema, one.path]))
      const validate = ajv.compile(metered)
      const comparesItems = [...subschemas({ schema, path: [] })].some((one) => one.schema['uniqueItems'] === true)
      return {
        check(value, budget) {
          if (comparesItems && longestList(value) > mostItems) return 'endless'
          left = Math.min(mostVisits, budget.visits)
          budget.visits -= left
          try {
            return validate(value) ? [] : (validate.errors ?? [])
          } catch (error) {
            if (error instanceof TooManyVisits || error instanceof RangeError) return 'endless'
            throw error
          } finally {
            budget.visits += Math.max(0, left)
          }
        },
        pathOf: (error) => [...(paths.get(error.parentSchema ?? {}) ?? []), error.keyword],
        release: () => void ajv.removeSchema(metered),
      }
    },
  }
}

/** They lead elsewhere than to a named part, or are no JSON Schema. */
const refused = new Set([
  '$anchor',
  '$async',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
  'id',
  'nullable',
])

/** The name of the whole schema; others may have the same. */
function without({ $id: _id, $schema: _schema, ...rest }: Schema): Record<string, unknown> {
  return rest
}

/** Lists and maps of a schema are gone through each time. */
function weightOf(schema: Schema): number {
  let weight = 1
  for (const value of Object.values(schema))
    weight += Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : 0
  return weight
}

function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value).map(longestList)
  return inner.reduce((most, length) => Math.max(most, length), Array.isArray(value) ? value.length : 0)
}

// Few flags have a schema, and loading takes longer than compiling a hundred files.
const load = createRequire(import.meta.url)

let draft7: Engine | undefined
let draft2020: Engine | undefined

/** By what `$schema` says; the newest when it says nothing, undefined for drafts that are not known here. */
export function engineFor(dialect: unknown): Engine | undefined {
  const name = typeof dialect === 'string' ? dialect.replace(/#$/, '') : dialect === undefined ? newest : ''
  if (name === newest)
    return (draft2020 ??= engineOf(
      new (load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')).Ajv2020(options),
    ))
  return /^https?:\/\/json-schema\.org\/draft-07\/schema$/.test(name)
    ? (draft7 ??= engineOf(new (load('ajv') as typeof import('ajv')).Ajv(options)))
    : undefined
}

const newest = 'https://json-schema.org/draft/2020-12/schema'
