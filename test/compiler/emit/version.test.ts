import { describe, expect, it } from 'vitest'
import { production } from '../../support/snapshots.ts'

describe('a version', () => {
  const base = {
    environments: { production: {} },
    users: { ann: { name: 'Ann' }, ben: {} },
    groups: {
      beta: { description: 'd', members: ['ann'] },
      idle: { members: ['ann'] },
      outer: { groups: ['inner'] },
      inner: { when: { country: ['NL', 'DE'] } },
    },
    flags: {
      parent: { description: 'd', owner: 'o', assignments: { production: [{ group: 'beta' }] } },
      twin: { description: 'd', owner: 'o', assignments: { production: [{ group: 'beta' }] } },
      child: { dependsOn: ['parent'], assignments: { production: 'everyone' } },
      other: { assignments: { production: [{ user: 'ann', reason: 'r' }] } },
      stopped: { enabled: false, assignments: { production: 'everyone' } },
      split: {
        assignments: { production: [{ when: { not: { group: 'outer' } }, rollout: 10, serve: { on: 1, off: 99 } }] },
      },
    },
  }

  /** The flags whose version differs after the change, and `set` when that of the whole differs. */
  async function changed(edit: (sections: typeof base) => void): Promise<string[]> {
    const after = structuredClone(base)
    edit(after)
    const [was, is] = [await production(base), await production(after)]
    const before = new Map(was.flags.map(({ key, version }) => [key, version]))
    const flags = is.flags.filter(({ key, version }) => before.get(key) !== version).map(({ key }) => key)
    return was.version === is.version ? flags : [...flags, 'set']
  }

  it.each<[string, (sections: typeof base) => void]>([
    ['a description', ({ flags }) => (flags.parent.description = 'x')],
    ['an owner', ({ flags }) => (flags.parent.owner = 'x')],
    ['tags', ({ flags }) => Object.assign(flags.parent, { tags: ['x'] })],
    ['the reason of an assignment', ({ flags }) => (flags.other.assignments.production[0]!.reason = 'x')],
    ["a user's name", ({ users }) => (users.ann.name = 'x')],
    ["a group's description", ({ groups }) => (groups.beta.description = 'x')],
    ['the members of a group no flag names', ({ groups }) => groups.idle.members.push('ben')],
    ['an API key', ({ environments }) => Object.assign(environments.production, { keys: [aKey] })],
    ['the assignments of a flag that is off', ({ flags }) => (flags.stopped.assignments.production = [] as never)],
    [
      'why a flag is stopped',
      ({ flags }) => Object.assign(flags.stopped, { enabled: true, disabledIn: ['production'] }),
    ],
  ])('stays when %s changes', async (_, edit) => {
    expect(await changed(edit)).toEqual([])
  })

  it.each<[string, string[], (sections: typeof base) => void]>([
    ['the members of its group', ['parent', 'child', 'twin', 'set'], ({ groups }) => groups.beta.members.push('ben')],
    ['its master switch', ['parent', 'child', 'set'], ({ flags }) => Object.assign(flags.parent, { enabled: false })],
    ['its own list', ['other', 'set'], ({ flags }) => (flags.other.assignments.production[0]!.user = 'ben')],
    ['a window', ['parent', 'child', 'set'], ({ flags }) => Object.assign(flags.parent, { expires: inAYear })],
    ['its parent, by one just like it', ['child', 'set'], ({ flags }) => (flags.child.dependsOn = ['twin'])],
    ['who may ask for it', ['other', 'set'], ({ flags }) => Object.assign(flags.other, { client: true })],
    ['a group deep in its condition', ['split', 'set'], ({ groups }) => groups.inner.when.country.push('BE')],
    ['its rollout', ['split', 'set'], ({ flags }) => (flags.split.assignments.production[0]!.rollout = 11)],
    [
      'its weights',
      ['split', 'set'],
      ({ flags }) => (flags.split.assignments.production[0]!.serve = { on: 2, off: 98 }),
    ],
    ['its salt', ['split', 'set'], ({ flags }) => Object.assign(flags.split, { salt: 's' })],
    ['its being there', ['new', 'set'], ({ flags }) => Object.assign(flags, { new: {} })],
  ])('changes with %s', async (_, flags, edit) => {
    expect((await changed(edit)).sort()).toEqual(flags.sort())
  })

  it('stays when another flag names groups of its own, though they take the first places', async () => {
    const first = { assignments: { production: [{ group: 'idle' }, { group: 'outer' }] } }
    expect(await changed(({ flags }) => Object.assign(flags, { 'a-first': first }))).toEqual(['a-first', 'set'])
  })

  it('tells apart flags that differ in nothing but their key', async () => {
    const { flags } = await production(base)
    expect(new Set(flags.map(({ version }) => version)).size).toBe(flags.length)
  })
})

const aKey = { kind: 'server', sha256: 'a'.repeat(64) }
const inAYear = '2027-11-23T00:00:00Z'
