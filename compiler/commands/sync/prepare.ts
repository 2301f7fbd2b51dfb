import { withAuthors } from '../../database/drift-authors.ts'
import type { Queries } from '../../database/store.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { rebucketsOf } from '../../impact/rebuckets.ts'
import type { Drift } from '../../model/drift.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Refusal, Signed } from '../../model/plan.ts'
import { emptyRows, type LiveRow, type Rows, tables, type WantedRow } from '../../model/rows.ts'
import { checksum, type Ends } from '../../plan/checksum.ts'
import { diff } from '../../plan/diff.ts'
import { Origins } from '../../plan/origins.ts'
import { reconcile, type Reconciled } from '../../plan/reconcile.ts'
import { asked, sign } from '../../plan/sign.ts'
import type { Prepared, Situation } from '../../sync/sync.ts'
import type { AskAuthors, AskOnlyAuthor } from './authors.ts'
import { commitOf } from './base.ts'
import type { DriftPolicy } from './policy.ts'
import { refusalsOf } from './refusals.ts'

/** Where a plan leads, and what it takes to sign it. */
export interface Wish {
  /** The full id of the commit. */
  readonly revision: string
  readonly wanted: Rows<WantedRow>
  readonly model: SoundModel
  /** When it is asked, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly authors: AskAuthors
  readonly onlyAuthor: AskOnlyAuthor
  /** The rows that a commit asks for; undefined when nobody knows the commit, or it does not compile. */
  readonly rowsAt: (revision: string) => Promise<Rows | undefined>
}

/** All that a sync would do, and every rail it would not pass. */
export interface Weighed extends Prepared {
  readonly refusals: readonly Refusal[]
}

/** Weighs a wish against a database: nothing is written. */
export async function weigh(
  queries: Queries,
  { state, live, isAsSynced }: Situation,
  wish: Wish,
  policy: DriftPolicy,
): Promise<Weighed> {
  const isEmpty = tables.every((table) => live[table].size === 0)
  const { goal, drift } = await reconciled(live, isAsSynced || isEmpty || policy === 'overwrite', state.revision, wish)
  const known = await withAuthors(queries, drift)
  // a database that nothing was synced to has no history to go by, and perhaps not even tables yet
  const history = state.revision === null ? {} : { lineage: state.lineage, seq: state.seq }
  const ends = { base: state.revision, target: wish.revision, ...history }
  // where hands were in between, not all that differs is by a commit
  const only = isAsSynced || isEmpty ? await wish.onlyAuthor(ends.base) : undefined
  const plan = only ? signedByOne(live, goal, only, ends) : await signedPlan(live, goal, wish, ends)
  // whatever `dev` wrote into a store was an edit of whoever works there, and no rail stands in its way
  return isFromDev(state.revision) ? { ...plan, drift: known, refusals: [] } : weighed(live, plan, wish, known)
}

function isFromDev(revision: string | null): boolean {
  return revision !== null && commitOf(revision) === null
}

/** The same between two commits. */
export async function weighCommits(before: Rows, base: string, wish: Wish): Promise<Weighed> {
  const ends = { base, target: wish.revision }
  const only = await wish.onlyAuthor(base)
  const plan = only ? signedByOne(before, wish.wanted, only, ends) : await signedPlan(before, wish.wanted, wish, ends)
  return weighed(before, plan, wish, [])
}

function weighed(before: Rows, plan: Prepared, { model, at }: Wish, drift: readonly Drift[]): Weighed {
  const changes = plan.changes.map(({ change }) => change)
  return { ...plan, drift, refusals: refusalsOf(before, plan.goal, changes, { at, rebuckets: rebucketsOf(model) }) }
}

type Only = NonNullable<Awaited<ReturnType<AskOnlyAuthor>>>

/** What leads from one state to another, when all of it is by one commit. */
export function signedByOne(live: Rows, goal: Rows<WantedRow>, { author, commits }: Only, ends: Ends): Prepared {
  const { actor, commit, order } = author
  const signed = diff(live, goal).map((change) => ({ change, actor, commit, order }))
  return preparedFrom(goal, signed, signed.length > 0 ? commits : [], ends)
}

/** What leads from one state to another, and who is behind it. */
export async function signedPlan(
  live: Rows,
  goal: Rows<WantedRow>,
  { revision, authors: ask }: Pick<Wish, 'revision' | 'authors'>,
  ends: Ends,
): Promise<Prepared> {
  const changes = diff(live, goal)
  const origins = new Origins(live, goal)
  const { authors, commits } = await ask(ends.base, asked(changes, origins))
  const signed = sign(changes, origins, authors, revision)
  return preparedFrom(goal, signed, commits, ends)
}

function preparedFrom(
  goal: Rows<WantedRow>,
  changes: readonly Signed[],
  commits: Prepared['commits'],
  ends: Ends,
): Prepared {
  return { goal, changes, drift: [], commits, checksum: checksum(ends, changes) }
}

async function reconciled(
  live: Rows<LiveRow>,
  isClean: boolean,
  revision: string | null,
  { wanted, rowsAt }: Wish,
): Promise<Reconciled> {
  if (isClean) return { goal: wanted, drift: [] }
  if (revision === null) return reconcile(emptyRows(), live, wanted)
  const commit = commitOf(revision)
  if (commit === null) return { goal: wanted, drift: [] } // from `dev`
  const base = await rowsAt(commit)
  if (base) return reconcile(base, live, wanted)
  throw new Failure(
    `what ${commit.slice(0, 7)} said is not known here, so nobody can tell what was changed by hand since`,
    {
      exit: Exit.refused,
      help: 'fetch the whole history, or let git win: --drift=overwrite',
    },
  )
}
