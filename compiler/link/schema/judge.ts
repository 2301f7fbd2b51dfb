import { quote } from '../../diagnostics/prose.ts'
import { pathOf } from '../../source/pointer.ts'
import { shorten } from '../../source/shorten.ts'
import type { Located, Path } from '../../source/source.ts'
import { didYouMean } from '../../source/suggest.ts'
import { badSchema } from '../problems/bad-schema.ts'
import { judgeRegex } from '../regex.ts'
import type { Scope } from '../scope.ts'
import { type Engine, engineFor } from './engine.ts'
import { subschemas } from './keywords.ts'
import { mistake } from './sentences.ts'

type Schema = Readonly<Record<string, unknown>>

/** More than a reader can use at once. */
const most = 10

/** The engine that a schema is written for, or undefined after saying what is wrong with the schema. */
export function judgeSchema(located: Located<Schema>, scope: Scope): Engine | undefined {
  const engine = engineFor(located.value['$schema'])
  if (!engine) {
    const help =
      'write `https://json-schema.org/draft/2020-12/schema` or `http://json-schema.org/draft-07/schema#`, or leave it out'
    const message = 'this draft of JSON Schema is not one that is known here'
    scope.report.add(badSchema, { message, where: located.at('$schema'), help })
    return undefined
  }
  const before = scope.report.diagnostics.length
  reportMistakes(engine, located, scope)
  if (scope.report.diagnostics.length === before) judgeParts(engine, located, scope)
  return scope.report.diagnostics.length === before ? engine : undefined
}

/** What the schema of schemas has against it: one for each place. */
function reportMistakes(engine: Engine, located: Located<Schema>, scope: Scope): void {
  const told = new Set<string>()
  for (const error of engine.problems(located.value)) {
    if (told.has(error.instancePath) || told.size === most) continue
    told.add(error.instancePath)
    const path = pathOf(error.instancePath, located.value)
    const { message, help } = mistake(error)
    const name = path.length === 0 ? 'the schema' : quote(String(path.at(-1)))
    scope.report.add(badSchema, { message: `${name} ${message}`, where: located.at(...path), help })
  }
}

function judgeParts(engine: Engine, located: Located<Schema>, scope: Scope): void {
  for (const { schema, path } of subschemas({ schema: located.value, path: [] })) {
    const strange = Object.keys(schema).filter((keyword) => !engine.knows(keyword))
    for (const keyword of strange.slice(0, most))
      scope.report.add(badSchema, {
        message: `${quote(shorten(keyword, 60))} is not a keyword of JSON Schema`,
        where: located.keyAt(...path, keyword),
        help: didYouMean(keyword, engine.keywords) ?? 'take it out: it would be ignored',
      })
    if (path.length > 0 && schema['$id'] !== undefined)
      scope.report.add(badSchema, {
        message: 'a schema inside the schema cannot have an `$id`',
        where: located.keyAt(...path, '$id'),
        help: "name it under `$defs:` and write `$ref: '#/$defs/NAME'`",
      })
    judgeReference(schema['$ref'], [...path, '$ref'], located, scope)
    judgePatterns(schema, path, located, scope)
  }
}

function judgePatterns(schema: Schema, path: Path, located: Located<Schema>, scope: Scope): void {
  const { pattern, patternProperties } = schema
  if (typeof pattern === 'string') judgeRegex(pattern, false, located.at(...path, 'pattern'), scope)
  for (const name of Object.keys(patternProperties ?? {}))
    judgeRegex(name, false, located.keyAt(...path, 'patternProperties', name), scope)
}

/** References lead to the schema itself or to its named parts: nothing is fetched, and no data is taken for a schema. */
function judgeReference(reference: unknown, path: Path, located: Located<Schema>, scope: Scope): void {
  if (typeof reference !== 'string' || reference === '#') return
  const [, section = '', name = ''] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(reference) ?? []
  const named = located.value[section]
  const names = typeof named === 'object' && named !== null ? Object.keys(named) : []
  const meant = name.replaceAll('~1', '/').replaceAll('~0', '~')
  if (names.includes(meant) && !/[%~]/.test(name)) return
  scope.report.add(badSchema, {
    message: section
      ? `there is nothing named ${quote(name)} under ${quote(section)}`
      : `${quote(reference)} leads out of the schema, or somewhere without a name`,
    where: located.at(...path),
    help: section
      ? didYouMean(name, names)
      : 'write `#`, or the name of something under `$defs:`, such as `#/$defs/size`',
  })
}
