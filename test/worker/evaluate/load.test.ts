import { describe, expect, it } from 'vitest'
import { evaluate, evaluateAll } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { SnapshotError } from '../../../worker/evaluate/structure.ts'

const hash = 'a'.repeat(64)

const sound = () => ({
  format: 1,
  environment: 'production',
  revision: 'worktree',
  version: 'v',
  keys: [{ kind: 'server', sha256: hash }],
  groups: [['alice']],
  flags: [
    {
      key: 'parent',
      type: 'string',
      client: true,
      version: 'p',
      variants: [{ name: 'a', value: '"a"' }],
      off: 0,
      assignments: [{ groups: [0], serve: 0 }],
    },
    {
      key: 'child',
      type: 'boolean',
      client: false,
      version: 'c',
      variants: [
        { name: 'on', value: 'true' },
        { name: 'off', value: 'false' },
      ],
      off: 1,
      expires: 1000,
      dependsOn: [{ flag: 0, variants: [0] }],
      assignments: [{ users: ['bob'], starts: 0, expires: 10, serve: 0 }],
    },
  ],
})

/** A sound snapshot in which the thing at a path, such as `flags.1.off`, is another. */
function broken(path: string, value: unknown): unknown {
  const snapshot: unknown = sound()
  const steps = path.split('.')
  const last = steps.pop()!
  let at = snapshot as Record<string, unknown>
  for (const step of steps) at = at[step] as Record<string, unknown>
  at[last] = value
  return snapshot
}

describe('loading a snapshot', () => {
  it('takes a sound one, also with fields it does not know', () => {
    expect(loadSnapshot(sound()).keys.get(hash)).toBe('server')
    expect(loadSnapshot(broken('later', 1)).flags).toHaveLength(2)
  })

  it.each([
    ['format', 2, 'format: 2 is not a format this version reads; it reads 1'],
    ['environment', undefined, 'environment: is not a text'],
    ['revision', 7, 'revision: is not a text'],
    ['version', null, 'version: is not a text'],
    ['keys', {}, 'keys: is not a list'],
    ['keys.0.kind', 'admin', 'keys[0].kind: is none of server, client'],
    ['keys.0.sha256', 'A'.repeat(64), 'keys[0].sha256: is not a SHA-256 in 64 lower-case hex digits'],
    ['groups.0.0', 5, 'groups[0][0]: is not a text'],
    ['flags', null, 'flags: is not a list'],
    ['flags.0', [], 'flags[0]: is not an object'],
    ['flags.0.key', 1, 'flags[0].key: is not a text'],
    ['flags.1.key', 'parent', 'flags[1]: a second flag with the key parent'],
    ['flags.0.type', 'number', 'flags[0].type: is none of boolean, string, integer, float, object'],
    ['flags.0.client', 'true', 'flags[0].client: is neither true nor false'],
    ['flags.0.variants', [], 'flags[0].off: 0 is not a variant; there are 0'],
    ['flags.1.variants.1.name', 'on', 'flags[1].variants: two variants have the same name'],
    ['flags.0.variants.0.value', 'a', 'flags[0].variants[0].value: is not the JSON text of a value of type string'],
    [
      'flags.1.variants.0.value',
      ' true',
      'flags[1].variants[0].value: is not the JSON text of a value of type boolean',
    ],
    ['flags.1.off', 2, 'flags[1].off: 2 is not a variant; there are 2'],
    ['flags.1.off', -1, 'flags[1].off: -1 is not a variant; there are 2'],
    ['flags.1.off', 0.5, 'flags[1].off: is not an integer'],
    ['flags.1.stopped', true, 'flags[1].stopped: is none of disabled, disabled-here, unassigned'],
    ['flags.1.expires', '2027', 'flags[1].expires: is not an integer'],
    [
      'flags.1.dependsOn.0.flag',
      1,
      'flags[1].dependsOn[0].flag: 1 is not a flag that stands before this one; there are 1',
    ],
    [
      'flags.1.dependsOn.0.variants.0',
      3,
      'flags[1].dependsOn[0].variants[0]: 3 is not a variant of the parent; there are 1',
    ],
    ['flags.1.assignments.0.users', 'bob', 'flags[1].assignments[0].users: is not a list'],
    ['flags.0.assignments.0.groups.0', 1, 'flags[0].assignments[0].groups[0]: 1 is not a group; there are 1'],
    ['flags.1.assignments.0.everyone', 1, 'flags[1].assignments[0].everyone: is neither true nor false'],
    ['flags.1.assignments.0.starts', Number.NaN, 'flags[1].assignments[0].starts: is not an integer'],
    ['flags.1.assignments.0.serve', undefined, 'flags[1].assignments[0].serve: is not an integer'],
  ])('refuses %s = %j', (path, value, message) => {
    expect(() => loadSnapshot(broken(path, value))).toThrow(
      new SnapshotError(message.split(': ')[1]!, message.split(': ')[0]),
    )
  })

  it.each([null, 1, 'x', [], undefined])('refuses %j', (json) => {
    expect(() => loadSnapshot(json)).toThrow('the snapshot: is not an object')
  })

  it.each([
    ['integer', '1.0', false],
    ['integer', '-7', true],
    ['integer', '9007199254740992', false],
    ['float', '1.0', true],
    ['float', '"1.0"', false],
    ['float', '1e999', false],
    ['object', '[]', true],
    ['object', 'null', false],
    ['string', '""', true],
    ['string', '"a","b":"c"', false],
  ])('as %s, the value %s is taken: %s', (type, value, taken) => {
    const flag = { ...sound().flags[0], type, variants: [{ name: 'a', value }] }
    const load = () => loadSnapshot({ ...sound(), flags: [flag] })
    if (taken) expect(load().flags).toHaveLength(1)
    else expect(load).toThrow(`is not the JSON text of a value of type ${type}`)
  })

  it('and evaluating need no call stack for a chain of 50,000 flags', () => {
    const link = (index: number): object => ({
      ...sound().flags[1],
      key: `flag-${index}`,
      expires: undefined,
      dependsOn: index === 0 ? undefined : [{ flag: index - 1 }],
      assignments: [{ everyone: true, serve: 0 }],
    })
    const prepared = loadSnapshot({ ...sound(), flags: Array.from({ length: 50_000 }, (_, index) => link(index)) })
    expect(evaluate(prepared, 'flag-49999', {}, 0)).toMatchObject({ variant: 'on', reason: 'TARGETING_MATCH' })
    expect(evaluateAll(prepared, {}, 0)).toHaveLength(50_000)
  })
})
