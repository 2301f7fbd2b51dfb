import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'

const paths = ['places.yaml', 'people.yaml', 'a.yaml', 'b.yaml', 'team/c.yaml', 'team/d.yaml']

const sound = [
  'environments: { development: {}, production: { protected: true } }\n',
  'users: { ann: { id: 1 }, ben: { name: Ben } }\ngroups: { crew: { members: [ann, ben] } }\n',
  'flags:\n  a: { description: A, owner: o, assignments: { production: [{ group: crew }] } }\n',
  'flags:\n  b:\n    description: >-\n      B, in\n      two lines\n    owner: o\n    dependsOn: [a]\n',
  'flags:\n  c: { type: float, variants: { x: 0, y: -0, z: 1.0 }, off: x, assignments: { production: [{ user: ben, serve: y }] } }\n',
  'flags:\n  d: { type: string, variants: { 2: two, 1: one, a: "\\u00e9" }, off: a }\nassignments: { production: { d: [{ everyone: true, serve: "2" }] } }\n',
]

/** What people write by mistake, and a repaired file after it. */
const others = [
  ['', '# nothing yet\n', 'flags: {}\n', 'flags:\n  e: { tags: [x] }\n', 'flags: { e: { enabled: yes } }\n'],
  ['flags:\n  e: { owner: o', 'flags: { e: &x {}, f: *x }\n', 'flags: { e: {}, e: {} }\n', 'flgs: { e: {} }\n'],
  ['flags: { Big Key: {} }\n', '- a\n- b\n', 'flags: { e: { dependsOn: [a, zz] } }\n', 'groups: { e: null }\n'],
  [
    'a: 1\n---\nb: 2\n',
    'flags: { e: { type: integer, variants: { x: 010 }, off: x } }\n',
    'flags: { __proto__: {} }\n',
  ],
].flat()

export interface Edit {
  readonly path: string
  /** Undefined: the file goes. */
  readonly text: string | undefined
  /** Where, how much is taken away, and what comes instead. */
  readonly mutation: readonly [number, number, string] | null
}

export const edit: fc.Arbitrary<Edit> = fc.record({
  path: fc.constantFrom(...paths),
  text: fc.option(fc.constantFrom(...sound, ...others), { nil: undefined, freq: 6 }),
  mutation: fc.option(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ' ', ':', '\n', 'x', "'", '{', '1')), {
    freq: 2,
  }),
})

/** A repository without a problem. */
export const firstState = Object.fromEntries(paths.map((path, at) => [`flags/${path}`, sound[at] ?? '']))

/** What people do to it, one after the other; most of it is a mistake sooner or later. */
export const edits = fc.array(edit, { minLength: 1, maxLength: 8 })

/** Writes or removes one file. */
export function applyEdit(folder: string, { path, text, mutation }: Edit): void {
  const file = join(folder, 'flags', path)
  if (text === undefined) return rmSync(file, { force: true })
  const [place, removed, piece] = mutation ?? [0, 0, '']
  const at = place % (text.length + 1)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text.slice(0, at) + piece + text.slice(at + removed))
}
