import {
  instantOf,
  isMap,
  listOf,
  mapOf,
  type Meaning,
  nameOf,
  namesIn,
  type Plain,
  presence,
  setOf,
  textOf,
} from './meaning.ts'

/** What a flag says of itself, field by field; what it says by default counts as said. */
export const flagFields: Readonly<Record<string, (flag: Plain, key: string) => Meaning>> = {
  exists: () => presence(true),
  description: ({ description }) => textOf(description),
  enabled: ({ enabled = true }) => textOf(enabled),
  expires: ({ expires }) => instantOf(expires),
  owner: ({ owner }) => textOf(owner),
  tags: ({ tags }) => listOf(tags),
  type: ({ type = 'boolean' }) => textOf(type),
  client: ({ client = false }) => textOf(client),
  variants: (flag) => textOf(Object.entries(variantsOf(flag))),
  off: ({ off = 'off' }) => textOf(off),
  schema: ({ schema }) => textOf(schema),
  salt: ({ salt }, key) => textOf(salt ?? key),
  bucketBy: ({ bucketBy = 'targetingKey' }) => textOf(bucketBy),
  disabledIn: ({ disabledIn }) => setOf(disabledIn),
  dependsOn: ({ dependsOn }) => setOf(dependenciesIn(dependsOn).map((one) => textOf(one))),
}

/** Everything but where it is off, which is another matter in each environment. */
export function wholeFlag(flag: Plain, key: string): Meaning {
  const { disabledIn: _, ...fields } = flagFields
  return textOf(Object.values(fields).map((read) => read(flag, key) ?? null))
}

/** Whether a flag is off in an environment by name. */
export function disabledIn({ disabledIn: names }: Plain, environment: string): Meaning {
  return presence(namesIn(names).has(environment))
}

/** What a flag asks of one parent. */
export function dependsOn({ dependsOn: written }: Plain, parent: string): Meaning {
  const asked = dependenciesIn(written).filter(({ flag }) => flag === parent)
  return asked.length === 0 ? undefined : textOf(asked)
}

/** The variant served where an assignment does not say: the only one that is not the one it is off with. */
export function onVariant(written: unknown): string | undefined {
  const flag = mapOf(written)
  const [only, ...others] = Object.keys(variantsOf(flag)).filter((name) => name !== (flag['off'] ?? 'off'))
  return others.length === 0 ? only : undefined
}

function variantsOf({ variants, type = 'boolean' }: Plain): Plain {
  if (isMap(variants)) return variants
  return type === 'boolean' ? { on: true, off: false } : {}
}

function dependenciesIn(written: unknown): { readonly flag: string; readonly variants: unknown }[] {
  if (!Array.isArray(written)) return []
  return written.map((one: unknown) =>
    isMap(one)
      ? { flag: nameOf(one['flag']), variants: one['variants'] ?? null }
      : { flag: nameOf(one), variants: null },
  )
}
