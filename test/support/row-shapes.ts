/** Flag files by name, before they are written down. */
export type Files = Readonly<Record<string, object>>

export const range = (count: number) => Array.from({ length: count }, (_, n) => n)
/** A map of so many things, the first `gone` left out and the next `changed` made differently. */
export const many = <T>(
  total: number,
  make: (n: number, changed: boolean) => T,
  [gone, changed]: readonly [number, number],
) =>
  Object.fromEntries(
    range(total)
      .slice(gone)
      .map((n) => [`x${n}`, make(n, n < gone + changed)]),
  )

export type Shape = (size: number, gone: number, changed: number) => Files

const text = (changed: boolean) => (changed ? 'two' : 'one')
export const flag = (more: object = {}) => ({ description: 'd', owner: 'o', ...more })
export const places = { environments: { development: {}, production: {} } }

/** For each table: files that make so many rows of it, with so many gone and so many changed. */
export const shapes: Readonly<Record<string, Shape>> = {
  environments: (size, gone, changed) => ({
    a: { environments: many(size, (_, differs) => ({ description: text(differs) }), [gone, changed]) },
  }),
  users: (size, gone, changed) => ({
    a: { ...places, users: many(size, (_, differs) => ({ name: text(differs) }), [gone, changed]) },
  }),
  user_groups: (size, gone, changed) => ({
    a: {
      ...places,
      users: { ann: {} },
      groups: many(size, (_, differs) => ({ description: text(differs), members: [] }), [gone, changed]),
    },
  }),
  feature_flags: (size, gone, changed) => ({
    a: { ...places, flags: many(size, (_, differs) => flag({ description: text(differs) }), [gone, changed]) },
  }),
  flag_dependencies: (size, gone, changed) => ({
    a: {
      ...places,
      flags: {
        parent: flag(),
        ...Object.fromEntries(
          range(size).map((n) => [
            `x${n}`,
            flag({
              dependsOn: n < gone ? [] : [{ flag: 'parent', ...(n < gone + changed ? { variants: ['on'] } : {}) }],
            }),
          ]),
        ),
      },
    },
  }),
}

/** The same where rows belong to an environment: only those of production change, beside as many in development. */
export const perEnvironment: Readonly<Record<string, Shape>> = {
  environment_keys: (size, gone, changed) => {
    const keys = (from: number, gone: number, changed: number) =>
      range(size)
        .slice(gone)
        .map((n) => ({ kind: 'server', sha256: String(from + n).padStart(64, '0'), name: text(n < gone + changed) }))
    return {
      a: { environments: { development: { keys: keys(0, 0, 0) }, production: { keys: keys(1000, gone, changed) } } },
    }
  },
  flag_environments: (size, gone, changed) => ({
    a: {
      ...places,
      flags: Object.fromEntries(
        range(size).map((n) => [
          `x${n}`,
          flag(
            n < gone
              ? { disabledIn: ['development'] }
              : n < gone + changed
                ? { disabledIn: ['development'], assignments: { production: [] } }
                : { disabledIn: ['development', 'production'] },
          ),
        ]),
      ),
    },
  }),
  flag_rules: (size, gone, changed) => ({
    a: {
      ...places,
      flags: Object.fromEntries(
        range(size).map((n) => [
          `x${n}`,
          flag({
            assignments: {
              development: [{ everyone: true }],
              production: n < gone ? [] : [{ everyone: true, reason: text(n < gone + changed) }],
            },
          }),
        ]),
      ),
    },
  }),
  flag_assignments: (size, gone, changed) => ({
    a: {
      ...places,
      users: Object.fromEntries(range(size).map((n) => [`x${n}`, {}])),
      flags: {
        one: flag({
          assignments: {
            development: range(size).map((n) => ({ user: `x${n}` })),
            production: range(size)
              .slice(gone)
              .map((n) => ({ user: `x${n}`, reason: text(n < gone + changed) })),
          },
        }),
      },
    },
  }),
}

export const membership: Shape = (size, gone) => ({
  a: {
    ...places,
    users: Object.fromEntries(range(size).map((n) => [`x${n}`, {}])),
    groups: {
      all: {
        members: range(size)
          .slice(gone)
          .map((n) => `x${n}`),
      },
    },
  },
})
