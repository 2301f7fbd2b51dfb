import type { Dependency, Flag, Variant } from '../../model/model.ts'
import { shorten } from '../../source/shorten.ts'
import { type Change, lifted, without } from './mutant.ts'
import { timeChanges } from './time-changes.ts'

/** The small changes of a flag that count in every environment. */
export function* flagChanges(flag: Flag): Generator<Change<Flag>> {
  const { declared, enabled, expires } = flag
  const written = declared.value
  yield {
    becomes: { ...flag, enabled: !enabled },
    words: `\`enabled: ${!enabled}\``,
    place: written.enabled === undefined ? declared.keyAt() : declared.at('enabled'),
  }
  if (expires !== undefined)
    yield* lifted(timeChanges({ at: expires, place: declared.at('expires') }, 'expires'), ({ at }) => ({
      ...flag,
      expires: at,
    }))
  for (const [index, name] of (written.disabledIn ?? []).entries()) {
    const disabledIn = new Set([...flag.disabledIn].filter(({ key }) => key !== name))
    yield {
      becomes: { ...flag, disabledIn },
      words: `not disabled in ${name}`,
      place: declared.at('disabledIn', index),
    }
  }
  for (const [index, dependency] of flag.dependsOn.entries())
    yield* lifted(dependencyChanges(dependency), (one) => ({
      ...flag,
      dependsOn: one ? flag.dependsOn.with(index, one) : without(flag.dependsOn, index),
    }))
  yield* variantChanges(flag)
  yield* bucketChanges(flag)
}

function* dependencyChanges(dependency: Dependency): Generator<Change<Dependency | undefined>> {
  const { parent, variants, place } = dependency
  yield { becomes: undefined, words: `not depending on \`${parent.key}\``, place }
  if (!variants) return
  // Where every variant but the off one is named, to be active is the same.
  if (parent.variants.some(({ name }) => (name === parent.off) === variants.includes(name)))
    yield {
      becomes: { ...dependency, variants: undefined },
      words: `asking of \`${parent.key}\` only to be active`,
      place,
    }
  if (variants.length > 1)
    for (const [index, name] of variants.entries())
      yield {
        becomes: { ...dependency, variants: without(variants, index) },
        words: `not content with \`${name}\` of \`${parent.key}\``,
        place,
      }
}

function* variantChanges(flag: Flag): Generator<Change<Flag>> {
  const { variants, off, declared } = flag
  if (declared.value.variants)
    for (const [index, variant] of variants.entries()) {
      const json = otherValue(variant, flag)
      yield {
        becomes: { ...flag, variants: variants.with(index, { ...variant, json }) },
        words: `\`${variant.name}\` standing for \`${shorten(json, 60)}\``,
        place: declared.at('variants', variant.name),
      }
    }
  const other = variants.find(({ name }) => name !== off)?.name
  if (declared.value.off !== undefined && other !== undefined)
    yield { becomes: withOff(flag, other), words: `\`${other}\` as the off variant`, place: declared.at('off') }
}

/** What is on when off is another: the same question that linking asks. */
function withOff(flag: Flag, off: string): Flag {
  const [on, ...others] = flag.variants.filter(({ name }) => name !== off)
  return { ...flag, off, on: others.length === 0 ? on?.name : undefined }
}

/** Another value of the flag's type, as JSON text. */
function otherValue({ json }: Variant, { type }: Flag): string {
  if (type === 'boolean') return json === 'true' ? 'false' : 'true'
  if (type === 'string') return JSON.stringify(`${JSON.parse(json)}~`)
  if (type === 'object') return json === '{}' ? '{"changed":true}' : '{}'
  const next = Number(json) === 0 ? 1 : -Number(json)
  return type === 'float' && Number.isInteger(next) ? next.toFixed(1) : String(next)
}

function* bucketChanges(flag: Flag): Generator<Change<Flag>> {
  const { declared, salt, bucketBy } = flag
  const { salt: writtenSalt, bucketBy: writtenBy } = declared.value
  if (writtenSalt !== undefined)
    yield { becomes: inherited(flag, 'salt', `${salt}~`), words: 'another `salt`', place: declared.at('salt') }
  if (writtenBy !== undefined && bucketBy !== undefined)
    yield {
      becomes: inherited(flag, 'bucketBy', undefined),
      words: 'without `bucketBy`',
      place: declared.at('bucketBy'),
    }
}

/** Changed in the flag, and in every assignment that has it from the flag. */
function inherited<K extends 'salt' | 'bucketBy'>(flag: Flag, name: K, value: Flag[K]): Flag {
  const lists = [...flag.assignments].map(([environment, list]) => {
    const assignments = list.assignments.map((one) => (one[name] === flag[name] ? { ...one, [name]: value } : one))
    return [environment, { ...list, assignments }] as const
  })
  return { ...flag, [name]: value, assignments: new Map(lists) }
}
