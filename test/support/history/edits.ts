import { type Item, namesOf, put, type Tree, without } from './tree.ts'

const flags = ['a', 'b', 'c', 'd', 'e']
const users = ['ann', 'ben', 'cas', 'dan']
const groups = ['beta', 'staff', 'wide']
const environments = ['development', 'production', 'staging']
const paths = ['flags/a.yaml', 'flags/b.yaml', 'flags/team/c.yaml', 'flags/people.yaml']
const instants = [undefined, '2027-01-01T00:00:00Z', '2028-02-29T12:00:00.123Z']

/** Three numbers that choose among what is there. */
export type Dice = readonly [number, number, number]

type Edit = (tree: Tree, dice: Dice) => Tree

/** Where a repository begins. */
export const firstTree: Tree = [
  ['environment:development', { home: 'flags/people.yaml' }],
  ['environment:production', { home: 'flags/people.yaml', protected: false }],
  ['user:ann', { home: 'flags/people.yaml', id: 1 }],
  ['user:ben', { home: 'flags/people.yaml' }],
  ['group:beta', { home: 'flags/people.yaml', members: ['ann'] }],
  ['flag:a', { home: 'flags/a.yaml', description: 'first', owner: 'o' }],
  [
    'flag:b',
    { home: 'flags/b.yaml', description: 'second', owner: 'o', dependsOn: ['a'], disabledIn: ['development'] },
  ],
  [
    'list:production',
    { a: [{ everyone: true }], b: [{ user: 'ann' }, { group: 'beta', rollout: 20 }, { group: 'beta' }] },
  ],
].reduce<Tree>((tree, [thing, fields]) => put(tree, thing as string, fields as Record<string, unknown>), new Map())

/** Everything people do to flag files without git's help. */
export const edits = {
  'edit a field of a flag': onFlag((tree, flag, [, n, m]) => {
    const fields = [
      { description: `text ${m % 4}` },
      { owner: `team ${m % 3}` },
      { tags: ['x', 'y'].slice(m % 3) },
      { enabled: m % 2 === 0 },
      { expires: instants[m % 3] },
      { client: m % 2 === 0 },
      { salt: m % 2 === 0 ? undefined : `salt ${m % 3}` },
    ]
    return put(tree, `flag:${flag}`, pick(fields, n))
  }),
  'add a flag': (tree, [n, m]) => {
    const flag = pick(flags, n)
    if (tree.has(`flag:${flag}/home`)) return put(tree, `flag:${flag}`, { description: `again ${m % 3}` })
    const made = put(tree, `flag:${flag}`, { home: pick(paths, m), description: 'new', owner: 'o' })
    return put(made, 'list:production', { [flag]: [{ everyone: true }] })
  },
  'remove a flag': onFlag((tree, flag) => {
    const left = without(tree, `flag:${flag}`)
    return new Map([...left].filter(([key]) => !(key.startsWith('list:') && key.endsWith(`/${flag}`))))
  }),
  'toggle a member': (tree, [n, m]) => {
    const group = pick(namesOf(tree, 'group'), n)
    return group === undefined
      ? tree
      : put(tree, `group:${group}`, { members: toggled(tree, `group:${group}/members`, pick(users, m)) })
  },
  'add or remove a group': (tree, [n, m]) => {
    const group = pick(groups, n)
    if (tree.has(`group:${group}/home`))
      return m % 2 ? without(tree, `group:${group}`) : put(tree, `group:${group}`, { description: `text ${m % 5}` })
    return put(tree, `group:${group}`, {
      home: 'flags/people.yaml',
      members: [pick(users, m)],
      ...(group === 'wide' ? { groups: ['beta'] } : {}),
    })
  },
  'add, rename or remove a user': (tree, [n, m, o]) => {
    const user = pick(users, n)
    if (!tree.has(`user:${user}/home`))
      return put(tree, `user:${user}`, { home: pick(paths, m), id: o % 3 === 0 ? 10 + (n % 4) : undefined })
    return m % 3 === 0 ? without(tree, `user:${user}`) : put(tree, `user:${user}`, { name: `Name ${o % 3}` })
  },
  'add, change or remove an environment': (tree, [n, m]) => {
    const environment = pick(environments, n)
    if (!tree.has(`environment:${environment}/home`))
      return put(tree, `environment:${environment}`, { home: 'flags/people.yaml' })
    if (m % 4 === 0 && environment !== 'production') return without(tree, `environment:${environment}`)
    return put(tree, `environment:${environment}`, m % 2 ? { description: `text ${m % 3}` } : {})
  },
  'toggle or rename a key': (tree, [n, m]) => {
    const environment = pick(namesOf(tree, 'environment'), n)
    const key = { kind: 'server', sha256: String(m % 3).repeat(64), ...(m % 2 ? { name: `key ${m % 5}` } : {}) }
    const keys = (tree.get(`environment:${environment}/keys`) ?? []) as readonly (typeof key)[]
    const others = keys.filter(({ sha256 }) => sha256 !== key.sha256)
    const taken = namesOf(tree, 'environment').some(
      (name) => name !== environment && JSON.stringify(tree.get(`environment:${name}/keys`) ?? []).includes(key.sha256),
    )
    if (environment === undefined || taken) return tree
    return put(tree, `environment:${environment}`, {
      keys: others.length < keys.length && n % 2 ? others : [...others, key],
    })
  },
  'toggle a dependency': onFlag((tree, flag, [, n]) => {
    const parent = pick(flags, n)
    return parent < flag
      ? put(tree, `flag:${flag}`, { dependsOn: toggled(tree, `flag:${flag}/dependsOn`, parent) })
      : tree
  }),
  'toggle disabledIn': onFlag((tree, flag, [, n]) =>
    put(tree, `flag:${flag}`, { disabledIn: toggled(tree, `flag:${flag}/disabledIn`, pick(environments, n)) }),
  ),
  'insert an assignment': onList((list, [, n, m]) => {
    const at = n % (list.length + 1)
    const whom = pick<Item>([{ user: pick(users, m) }, { group: pick(groups, m) }, { everyone: true }], n)
    return list.some((one) => one.user !== undefined && one.user === whom.user)
      ? list
      : [...list.slice(0, at), { ...whom, ...how(m) }, ...list.slice(at)]
  }),
  'move an assignment': onList((list, [, n, m]) => {
    const at = n % Math.max(1, list.length)
    const rest = list.toSpliced(at, 1)
    const one = list[at]
    return one ? rest.toSpliced(m % list.length, 0, one) : list
  }),
  'edit an assignment': onList((list, [, n, m]) =>
    list.map((one, at) => {
      const { user, group, everyone } = one
      const whom = user === undefined ? (group === undefined ? { everyone: everyone ?? true } : { group }) : { user }
      return at === n % list.length ? { ...whom, ...how(m) } : one
    }),
  ),
  'remove an assignment': onList((list, [, n]) => list.toSpliced(n % Math.max(1, list.length), 1)),
  'drop a list': onFlag((tree, flag, [, n]) => put(tree, `list:${pick(environments, n)}`, { [flag]: undefined })),
  'move a flag to another file': onFlag((tree, flag, [, n]) => put(tree, `flag:${flag}`, { home: pick(paths, n) })),
  'move the lists of a flag': onFlag((tree, flag, [, n]) =>
    put(tree, `flag:${flag}`, { 'lists-in': n % 3 === 0 ? undefined : pick(paths, n) }),
  ),
  'rename a file': (tree, [n, m]) => {
    const [from, to] = [pick(paths, n), pick(paths, m)]
    return new Map(
      [...tree].map(([key, value]) => [key, /\/(?:home|lists-in)$/.test(key) && value === from ? to : value]),
    )
  },
  'reformat a file': (tree, [n, m]) => put(tree, `file:${pick(paths, n)}`, { style: m % 6 }),
  'break a file': (tree, [n]) => put(tree, `file:${pick(paths, n)}`, { broken: true }),
  'repair all files': (tree) => new Map([...tree].filter(([key]) => !key.endsWith('/broken'))),
} satisfies Readonly<Record<string, Edit>>

export function pick<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T
}

function onFlag(edit: (tree: Tree, flag: string, dice: Dice) => Tree): Edit {
  return (tree, dice) => {
    const flag = pick(namesOf(tree, 'flag'), dice[0])
    return flag === undefined ? tree : edit(tree, flag, dice)
  }
}

function onList(edit: (list: readonly Item[], dice: Dice) => readonly Item[]): Edit {
  return onFlag((tree, flag, dice) => {
    const environment = `list:${pick(['production', 'production', 'development'], dice[0] + dice[1])}`
    const list = (tree.get(`${environment}/${flag}`) ?? []) as readonly Item[]
    return put(tree, environment, { [flag]: edit(list, dice) })
  })
}

function how(n: number): Partial<Item> {
  return pick([{}, { rollout: 10 + (n % 5) * 10 }, { expires: '2027-06-01T00:00:00Z' }, { reason: `why ${n % 3}` }], n)
}

function toggled(tree: Tree, key: string, name: string): string[] {
  const names = (tree.get(key) ?? []) as readonly string[]
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name]
}
