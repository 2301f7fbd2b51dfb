import { quote } from '../../diagnostics/prose.ts'
import type { Assignment, AssignmentList, Flag, Named, User } from '../../model/model.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const duplicateUser: Rule = {
  code: 'duplicate-user',
  severity: 'error',
  summary: 'One user has two assignments of a flag at the same time.',
  why: 'The first one would win, and the second would look as if it did something. Two assignments of one user are fine when their times do not overlap.',
  bad: `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  new-checkout:
    assignments:
      production:
        - users: [alice, bob]
        - user: bob
          serve: off
`,
  good: `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  new-checkout:
    assignments:
      production:
        - user: alice
        - user: bob
          serve: off
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) for (const list of flag.assignments.values()) compare(flag, list, report)
  },
}

interface Use {
  readonly assignment: Assignment
  readonly named: Named<User>
}

function compare(flag: Flag, { assignments }: AssignmentList, report: CheckContext['report']): void {
  if (!repeatsUser(assignments)) return
  const uses = assignments.flatMap((assignment) => assignment.users.map((named) => ({ assignment, named })))
  for (const [user, ofUser] of Map.groupBy(uses, ({ named }) => named.thing)) {
    for (const [earlier, later] of overlaps(ofUser)) {
      report({
        message: `the user ${quote(user.key)} has ${quote(flag.key)} assigned twice at the same time`,
        where: later.named.place,
        related: [{ message: 'already assigned here', where: earlier.named.place }],
        help: 'keep one of the two, or give them times that do not overlap',
      })
    }
  }
}

/** Hardly any list does, and this is much cheaper than sorting out which. */
function repeatsUser(assignments: readonly Assignment[]): boolean {
  const seen = new Set<User>()
  let count = 0
  for (const { users } of assignments)
    for (const { thing } of users) {
      seen.add(thing)
      count += 1
    }
  return count > seen.size
}

/** Each use that overlaps an earlier one, with that one. In the order of their starts, so that one look back is enough. */
function overlaps(uses: readonly Use[]): [earlier: Use, later: Use][] {
  if (uses.length < 2) return []
  const pairs: [Use, Use][] = []
  const byStart = uses.map((use, index) => ({ use, index, start: start(use) }))
  byStart.sort((a, b) => (a.start === b.start ? a.index - b.index : a.start < b.start ? -1 : 1))
  let [longest] = byStart
  for (const next of byStart.slice(1)) {
    if (!longest) break
    if (next.start < end(longest.use))
      pairs.push(longest.index < next.index ? [longest.use, next.use] : [next.use, longest.use])
    if (end(next.use) > end(longest.use)) longest = next
  }
  return pairs
}

const start = ({ assignment }: Use): number => assignment.starts?.at ?? Number.NEGATIVE_INFINITY
const end = ({ assignment }: Use): number => assignment.expires?.at ?? Number.POSITIVE_INFINITY
