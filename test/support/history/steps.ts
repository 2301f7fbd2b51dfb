import * as fc from 'fast-check'
import { alice, bob, carol } from '../repository.ts'
import { type Commit, ancestry } from './commits.ts'
import { type Dice, edits, firstTree, pick } from './edits.ts'
import { merged, type Tree } from './tree.ts'

export const authors = [alice, bob, carol, 'Dave Östlund <dave@example.com>']

const joins = ['merge', 'merge and settle by hand', 'merge -s ours', 'squash', 'octopus'] as const
const gitSteps = ['branch', 'switch', 'revert', ...joins] as const
const otherSteps = ['sync', 'sync --drift=overwrite', 'sync an older commit', 'by hand'] as const

type Edit = keyof typeof edits
export type Kind = Edit | (typeof gitSteps)[number] | (typeof otherSteps)[number]

/** One thing that happens, and the numbers that say to what, by whom and how. */
export type Step = readonly [kind: Kind, who: number, ...dice: Dice]

const kind: fc.Arbitrary<Kind> = fc.oneof(
  { weight: 14, arbitrary: fc.constantFrom(...(Object.keys(edits) as Edit[])) },
  // order is where the traps are
  { weight: 6, arbitrary: fc.constantFrom('insert an assignment', 'move an assignment', 'edit an assignment') },
  { weight: 5, arbitrary: fc.constantFrom(...gitSteps) },
  { weight: 3, arbitrary: fc.constant('sync' as const) },
  { weight: 1, arbitrary: fc.constantFrom('sync --drift=overwrite' as const, 'sync an older commit' as const) },
  { weight: 5, arbitrary: fc.constant('by hand' as const) },
)
const dice = fc.nat(59)

/** A history of a repository and of a database. */
export const history: fc.Arbitrary<readonly Step[]> = fc.array(fc.tuple(kind, fc.nat(3), dice, dice, dice), {
  minLength: 10,
  maxLength: 50,
  size: 'max',
})

/** What happens to the database, with the commit that `main` is at by then. */
export interface Event {
  readonly step: Step
  readonly main: Commit
}

export interface Story {
  readonly commits: readonly Commit[]
  readonly events: readonly Event[]
}

/** Plays the steps that git sees. */
export function play(steps: readonly Step[]): Story {
  const commits: Commit[] = []
  const commit = (parents: readonly Commit[], author: string, message: string, tree: Tree): Commit => {
    const made = { mark: commits.length + 1, parents, author, message, tree }
    commits.push(made)
    return made
  }
  const tips = new Map([['main', commit([], alice, 'first', firstTree)]])
  const events: Event[] = []
  let current = 'main'
  for (const step of steps) {
    const [what, who, ...numbers] = step
    const here = tips.get(current) as Commit
    const author = pick(authors, who)
    const others = [...tips.keys()].filter((name) => name !== current)
    const other = tips.get(pick(others, numbers[0]))
    if (isEdit(what)) tips.set(current, commit([here], author, what, edits[what](here.tree, numbers)))
    else if (what === 'branch') tips.set((current = `branch ${tips.size % 3}`), here)
    else if (what === 'switch') current = pick([...tips.keys()], numbers[0])
    else if (what === 'revert') {
      const reverted = pick(
        [...ancestry(here)].filter(({ parents }) => parents.length === 1),
        numbers[0],
      )
      const tree = reverted && merged(reverted.tree, here.tree, (reverted.parents[0] as Commit).tree, (mine) => mine)
      if (tree) tips.set(current, commit([here], author, `revert ${reverted.mark}`, tree))
    } else if (isJoin(what)) {
      if (!other || ancestry(here).has(other)) continue
      const tree = joinedTree(what, here, other, numbers)
      const parents = what === 'squash' ? [here] : [here, other]
      const third =
        what === 'octopus'
          ? [...tips.values()].find((one) => one !== here && one !== other && !ancestry(here).has(one))
          : undefined
      const all = third ? merged(meeting(here, third)?.tree ?? new Map(), tree, third.tree, (mine) => mine) : tree
      tips.set(current, commit([...parents, ...(third ? [third] : [])], author, `${what} of ${other.mark}`, all))
    } else events.push({ step, main: tips.get('main') as Commit })
  }
  events.push({ step: ['sync', 0, 0, 0, 0], main: tips.get('main') as Commit })
  return { commits, events }
}

function isEdit(what: Kind): what is Edit {
  return what in edits
}

function isJoin(what: Kind): what is (typeof joins)[number] {
  return (joins as readonly string[]).includes(what)
}

function joinedTree(what: (typeof joins)[number], here: Commit, other: Commit, [, n, m]: Dice): Tree {
  if (what === 'merge -s ours') return here.tree
  return merged(meeting(here, other)?.tree ?? new Map(), here.tree, other.tree, (mine, yours, key) => {
    if (what === 'merge and settle by hand' && /\/(?:description|owner)$/.test(key)) return `settled ${m % 3}`
    return n % 2 === 0 ? mine : yours
  })
}

/** The newest commit that both build on. */
function meeting(one: Commit, other: Commit): Commit | undefined {
  const theirs = ancestry(other)
  return [...ancestry(one)].filter((commit) => theirs.has(commit)).sort((a, b) => b.mark - a.mark)[0]
}
