import type { FlagInput } from '../../../schema/types.ts'
import { canonicalJson } from '../../model/canonical-json.ts'
import type { Dependency, Flag } from '../../model/model.ts'
import type { Part } from '../../model/part.ts'
import { visible } from '../../source/characters.ts'
import { shorten } from '../../source/shorten.ts'
import { instant, listInWords } from '../../model/value-words.ts'
import { assignmentLines } from './assignment-lines.ts'
import type { Line } from './line.ts'

const longest = 80

/** Everything that the files say of a flag: itself, what it depends on, and who gets it where. */
export function linesOf(flag: Flag): Line[] {
  const part: Part = `flag:${flag.key}`
  const line = (label: string, value: string, name: string, isWritten = true): Line => ({
    label,
    value: shorten(visible(value), longest),
    part,
    fields: [name],
    isWritten,
  })
  const { value: input } = flag.declared
  return [
    line('exists', 'yes', 'exists'),
    ...Object.entries(words).map(([name, say]) => line(name, say(flag), name, input[name as keyof FlagInput] != null)),
    ...[...flag.disabledIn].map(({ key }) => line('disabledIn', key, `disabledIn/${key}`)),
    ...flag.dependsOn.map((one) => line('dependsOn', dependencyInWords(one), `dependsOn/${one.parent.key}`)),
    ...[...flag.assignments].flatMap(([environment, list]) => assignmentLines(flag, environment, list)),
  ]
}

const words: Readonly<Partial<Record<keyof FlagInput, (flag: Flag) => string>>> = {
  description: ({ declared }) => declared.value.description ?? 'none',
  owner: ({ declared }) => declared.value.owner ?? 'none',
  tags: ({ declared }) => declared.value.tags?.join(', ') || 'none',
  type: ({ type }) => type,
  enabled: ({ enabled }) => (enabled ? 'yes' : 'no'),
  expires: ({ expires }) => (expires === undefined ? 'never' : instant(expires)),
  client: ({ client }) => (client ? 'yes' : 'no'),
  variants: ({ variants }) => variants.map(({ name, json }) => `${name}: ${json}`).join(', '),
  off: ({ off }) => off,
  schema: ({ declared }) => (declared.value.schema ? canonicalJson(declared.value.schema) : 'none'),
  salt: ({ salt }) => salt,
  bucketBy: ({ bucketBy }) => bucketBy ?? 'targetingKey',
}

function dependencyInWords({ parent, variants }: Dependency): string {
  return variants ? `${parent.key}, serving ${listInWords(variants, 'or')}` : parent.key
}
