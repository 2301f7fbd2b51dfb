import * as fc from 'fast-check'

/** What a flag repository says at one commit, in the terms of the reference. */
export interface State {
  readonly flags: Readonly<Record<string, FlagState>>
  readonly members: readonly string[]
  /** Files that no parser reads at this commit. */
  readonly broken: readonly string[]
}

export interface FlagState {
  readonly file: string
  readonly description: string
  readonly owner: string | undefined
  readonly enabled: boolean
  readonly disabledIn: readonly string[]
  readonly dependsOn: readonly string[]
  readonly list: readonly { readonly user: string; readonly expires: string }[]
}

export interface Step {
  readonly id: number
  readonly parents: readonly number[]
  readonly state: State
  /** How it is spelled: nothing that this changes has a meaning. */
  readonly style: number
}

const files = ['flags/a.yaml', 'flags/b.yaml', 'flags/deep/c.yml'] as const
const keys = ['alpha', 'beta'] as const
const users = ['u1', 'u2', 'u3', 'u4'] as const
export const groupFile = 'flags/groups.yaml'

export const everyField = {
  flag: ['exists', 'description', 'owner', 'enabled', 'disabledIn/here', 'disabledIn', 'dependsOn/x', 'dependsOn/y'],
  users,
  keys,
} as const

/** One edit, as numbers: what they pick depends on what there is to pick from. */
const edit = fc.record({
  parent: fc.nat(3),
  merge: fc.option(fc.nat(3), { nil: undefined, freq: 3 }),
  what: fc.constantFrom(
    'text',
    'owner',
    'switch',
    'here',
    'needs',
    'add',
    'drop',
    'move',
    'again',
    'file',
    'gone',
    'member',
    ...(['break', 'break', 'break', 'gone'] as const),
  ),
  key: fc.nat(keys.length - 1),
  pick: fc.nat(11),
  style: fc.nat(3),
})

type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

export const history: fc.Arbitrary<readonly Step[]> = fc.array(edit, { minLength: 2, maxLength: 22 }).map(grow)

const nothing: State = { flags: {}, members: [], broken: [] }

/** Each edit makes a commit on one of the latest four, or merges two of them; a broken file is not merged, and repaired at last. */
function grow(edits: readonly Edit[]): Step[] {
  const steps: Step[] = []
  for (const [id, one] of edits.entries()) {
    const first = steps.at(-1 - (one.parent % Math.max(1, Math.min(4, steps.length))))
    const second =
      one.merge === undefined ? undefined : steps.at(-1 - (one.merge % Math.max(1, Math.min(4, steps.length))))
    if (first && second && first !== second && first.state.broken.length + second.state.broken.length === 0)
      steps.push({
        id,
        parents: [first.id, second.id],
        state: mix(first.state, second.state, one, id),
        style: one.style,
      })
    else
      steps.push({
        id,
        parents: first ? [first.id] : [],
        state: change(first?.state ?? nothing, one, id),
        style: one.style,
      })
  }
  const last = steps.at(-1)
  if (last && last.state.broken.length > 0)
    steps.push({ ...last, id: steps.length, parents: [last.id], state: { ...last.state, broken: [] } })
  return steps
}

/** A merge takes each thing from one of its sides, and may put something new. */
function mix(a: State, b: State, { pick, what, key }: Edit, id: number): State {
  const flags: Record<string, FlagState> = {}
  for (const [index, name] of keys.entries()) {
    const taken = ((pick >> index) % 2 === 0 ? a : b).flags[name]
    if (taken) flags[name] = taken
  }
  const state = { flags, members: (pick % 3 === 0 ? b : a).members, broken: [] }
  return what === 'text' ? change(state, { what, key, pick, parent: 0, merge: undefined, style: 0 }, id) : state
}

function change(state: State, { what, key, pick }: Edit, id: number): State {
  if (what === 'break') return { ...state, broken: toggled(state.broken, files[pick % files.length] ?? '') }
  if (what === 'member') return { ...state, members: toggled(state.members, users[pick % users.length] ?? '') }
  const name = keys[key] ?? ''
  const flag = state.flags[name] ?? fresh(files[pick % files.length] ?? '', id)
  if (what === 'file' && state.broken.length > 0) return state
  if (state.flags[name] === undefined && state.broken.includes(flag.file)) return state
  const { [name]: _, ...others } = state.flags
  return { ...state, flags: what === 'gone' ? others : { ...others, [name]: edited(flag, what, pick, id) } }
}

function fresh(file: string, id: number): FlagState {
  return { file, description: `d${id}`, owner: undefined, enabled: true, disabledIn: [], dependsOn: [], list: [] }
}

function edited(flag: FlagState, what: Edit['what'], pick: number, id: number): FlagState {
  const { list } = flag
  const at = pick % Math.max(1, list.length)
  switch (what) {
    case 'text':
      return { ...flag, description: `d${pick % 3}` }
    case 'owner':
      return { ...flag, owner: pick % 3 === 0 ? undefined : `o${pick % 2}` }
    case 'switch':
      return { ...flag, enabled: !flag.enabled }
    case 'here':
      return { ...flag, disabledIn: toggled(flag.disabledIn, pick % 2 === 0 ? 'here' : 'there') }
    case 'needs':
      return { ...flag, dependsOn: toggled(flag.dependsOn, pick % 2 === 0 ? 'x' : 'y') }
    case 'file':
      return { ...flag, file: files[pick % files.length] ?? '' }
    case 'add': {
      const user = users[pick % users.length] ?? ''
      return list.some((item) => item.user === user)
        ? flag
        : { ...flag, list: [...list.slice(0, at), { user, expires: instant(id) }, ...list.slice(at)] }
    }
    case 'drop':
      return { ...flag, list: list.filter((_, index) => index !== at) }
    case 'move':
      return { ...flag, list: [...list.filter((_, index) => index !== at), ...list.slice(at, at + 1)] }
    case 'again':
      return { ...flag, list: list.map((item, index) => (index === at ? { ...item, expires: instant(id) } : item)) }
    default:
      return flag
  }
}

/** Never the same twice, so that two assignments are never the same by chance. */
function instant(id: number): string {
  return `2030-01-01T00:${String(id).padStart(2, '0')}:00Z`
}

function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item]
}

/** The files of a state, each in a spelling of its own. */
export function written({ state, style, id }: Step): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const file of files) {
    const flags = Object.entries(state.flags).filter(([, flag]) => flag.file === file)
    if (state.broken.includes(file)) texts[file] = `flags: [never closed ${id}\n`
    else if (flags.length > 0)
      texts[file] = spelled({ flags: Object.fromEntries(flags.map(([key, flag]) => [key, yaml(flag, style)])) }, style)
  }
  const members = style % 2 === 0 ? state.members : state.members.toReversed()
  texts[groupFile] = spelled({ groups: { crew: { members } } }, style)
  return texts
}

function yaml({ list, owner, ...said }: FlagState, style: number): unknown {
  const { file: _, ...flag } = said
  const items = list.map(({ user, expires }) => ({
    ...(style % 2 === 0 ? { user } : { users: [user] }),
    expires: style === 3 ? expires.replace('T00', 'T01').replace('Z', '+01:00') : expires,
  }))
  return {
    ...flag,
    ...(style === 1 && flag.enabled ? { enabled: undefined, client: false } : {}),
    ...(owner === undefined ? {} : { owner }),
    dependsOn: flag.dependsOn.map((parent) => (style === 2 ? { flag: parent } : parent)),
    assignments: { here: items },
  }
}

/** JSON is YAML in flow style. */
function spelled(value: unknown, style: number): string {
  return `${style > 1 ? '# a comment\n' : ''}${JSON.stringify(value, undefined, style % 2 === 0 ? undefined : 2)}\n`
}
