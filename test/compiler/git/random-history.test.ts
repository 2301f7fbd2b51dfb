import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute } from '../../../compiler/git/attribution.ts'
import { openRepository } from '../../../compiler/git/repository.ts'
import type { Part } from '../../../compiler/model/part.ts'
import { readYaml } from '../../support/blaming.ts'
import { everyField, history, type State, type Step, written } from '../../support/random-history.ts'
import { TestRepository } from '../../support/repository.ts'

// The reference follows the definition word for word, over whole trees: the author of a value is the first commit, going
// back to a parent that has the same value for as long as there is one, where no parent has it.

/** What each commit says, with what it said before where it cannot be read. */
function effective(steps: readonly Step[]): State[] {
  const states: State[] = []
  for (const { parents, state } of steps) {
    const before = states[parents[0] ?? -1]
    const readable = Object.entries(state.flags).filter(([, { file }]) => !state.broken.includes(file))
    const hidden = Object.entries(before?.flags ?? {}).filter(([, { file }]) => state.broken.includes(file))
    states.push({ ...state, flags: Object.fromEntries([...readable, ...hidden]) })
  }
  return states
}

type Value = string | undefined
type Reader = (state: State) => Value

class Reference {
  readonly #steps: readonly Step[]
  readonly #states: readonly State[]
  readonly #base: number | undefined
  readonly #old: ReadonlySet<number>

  constructor(steps: readonly Step[], base: number | undefined) {
    this.#steps = steps
    this.#states = effective(steps)
    this.#base = base
    this.#old = base === undefined ? new Set() : this.#ancestors(base)
  }

  author(id: number, read: Reader, turned?: number): number | undefined {
    const value = read(this.#states[id] as State)
    const parents = [...(this.#steps[id]?.parents ?? [])].sort((a, b) => +this.#isOfBase(b) - +this.#isOfBase(a))
    if (parents.length === 0) return value === undefined ? undefined : id
    for (const parent of parents) {
      if (read(this.#states[parent] as State) !== value) continue
      const merge = turned ?? (this.#isOfBase(id) && !this.#isOfBase(parent) ? id : undefined)
      if (!this.#old.has(parent)) return this.author(parent, read, merge)
      return parent === this.#base ? undefined : merge
    }
    return id
  }

  #isOfBase(id: number): boolean {
    return this.#base !== undefined && this.#ancestors(id).has(this.#base)
  }

  #ancestors(id: number): Set<number> {
    const found = new Set([id])
    for (const one of found) for (const parent of this.#steps[one]?.parents ?? []) found.add(parent)
    return found
  }
}

/** Every field that is asked for, with how the reference reads it. */
function fields(head: State): [Part, string, Reader][] {
  const asked: [Part, string, Reader][] = []
  for (const key of everyField.keys) {
    for (const name of everyField.flag) asked.push([`flag:${key}`, name, (state) => flagValue(state, key, name)])
    for (const [index, { user }] of (head.flags[key]?.list ?? []).entries()) {
      const itemOf = (state: State) => state.flags[key]?.list.find((item) => item.user === user)
      const placeOf = (state: State) => state.flags[key]?.list.findIndex((item) => item.user === user).toString()
      const part: Part = `assignments:here/${key}`
      asked.push([part, `${index}/user/${user}`, (state) => itemOf(state)?.user])
      asked.push([part, `${index}/expires`, (state) => itemOf(state)?.expires])
      asked.push([part, `${index}/position`, (state) => (itemOf(state) ? placeOf(state) : undefined)])
    }
    for (const user of everyField.users)
      asked.push([
        `assignments:here/${key}`,
        `gone/user/${user}`,
        (state) => state.flags[key]?.list.find((item) => item.user === user)?.user,
      ])
  }
  for (const user of everyField.users)
    asked.push(['group:crew', `members/${user}`, (state) => state.members.find((one) => one === user)])
  asked.push(['group:crew', 'members', ({ members }) => [...members].sort().join() || undefined])
  return asked
}

function flagValue({ flags }: State, key: string, name: (typeof everyField.flag)[number]): Value {
  const flag = flags[key]
  if (!flag) return undefined
  const [field, member = ''] = name.split('/')
  if (field === 'exists') return 'yes'
  if (field === 'description' || field === 'owner') return flag[field]
  if (field === 'enabled') return String(flag.enabled)
  const set = field === 'disabledIn' ? flag.disabledIn : flag.dependsOn
  return member === '' ? [...set].sort().join() || undefined : set.find((one) => one === member)
}

function write(repository: TestRepository, steps: readonly Step[]): string[] {
  const lines: string[] = []
  for (const step of steps) {
    const [from, merged] = step.parents
    lines.push(
      `commit refs/heads/s${step.id}`,
      `mark :${step.id + 1}`,
      `committer C <c@example.com> 1 +0000`,
      'data 1',
      'x',
    )
    if (from !== undefined) lines.push(`from :${from + 1}`)
    if (merged !== undefined) lines.push(`merge :${merged + 1}`)
    lines.push('deleteall')
    for (const [path, text] of Object.entries(written(step)))
      lines.push(`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text)
  }
  repository.feed(`${lines.join('\n')}\n`, 'fast-import', '--quiet', '--force')
  const refs = repository.git('for-each-ref', '--format=%(refname:short) %(objectname)').split('\n')
  const ids = new Map(refs.map((line) => line.split(' ') as [string, string]))
  return steps.map(({ id }) => ids.get(`s${id}`) ?? '')
}

test('whatever the history, each field has the author that the definition gives it', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (steps, some) => {
      const head = steps.length - 1
      const states = effective(steps)
      const base = some % 3 === 0 ? undefined : some % head
      const repository = TestRepository.make()
      try {
        const ids = write(repository, steps)
        const wanted = fields(states[head] as State)
        const asked = new Map<Part, Set<string>>()
        for (const [part, name] of wanted) asked.set(part, (asked.get(part) ?? new Set()).add(name))
        const blamed = await attribute(await openRepository(repository.folder), {
          base: base === undefined ? undefined : ids[base],
          head: ids[head] ?? '',
          folder: 'flags',
          readYaml,
          asked,
        })
        const reference = new Reference(steps, base)
        const found = wanted.map(([part, name]) => [
          part,
          name,
          ids.indexOf(blamed.get(part)?.get(name)?.commit ?? '-'),
        ])
        expect(found).toEqual(wanted.map(([part, name, read]) => [part, name, reference.author(head, read) ?? -1]))
      } finally {
        repository.remove()
      }
    }),
    { numRuns: 20 },
  )
})
