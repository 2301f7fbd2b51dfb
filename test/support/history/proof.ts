import { expect } from 'vitest'
import { readState } from '../../../compiler/database/state.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { newestAudit, readSyncState } from '../../../compiler/database/sync-state.ts'
import { Failure } from '../../../compiler/diagnostics/failure.ts'
import { emptyRows, type LiveRow, type Rows, type WantedRow } from '../../../compiler/model/rows.ts'
import { syncIdentity } from '../../../compiler/plan/sign.ts'
import type { Synced } from '../../../compiler/sync/sync.ts'
import type { TestRepository } from '../repository.ts'
import { type Asked, planned, rowsWanted, syncHead } from '../syncing.ts'
import { byHand, type Touch } from './by-hand.ts'
import { ancestry, type Commit, writeCommits } from './commits.ts'
import { pick } from './edits.ts'
import { contents, expectedDrift, lastTouch, withKept } from './oracle.ts'
import { Replay, said, tablesAsTold, toldSince } from './replay.ts'
import type { Event, Story } from './steps.ts'

const allowed: Asked = { massChange: true, empty: true, removal: true }

interface Before {
  readonly live: Rows<LiveRow>
  readonly base: Rows
  readonly audited: string | null
  readonly state: Awaited<ReturnType<typeof readSyncState>>
  readonly runs: number
}

/** Plays a story against a store, and proves after every event that the sync kept its promises. */
export class Proof {
  /** How often each kind of thing happened. */
  readonly seen = new Map<string, number>()
  readonly #store: Store
  readonly #git: TestRepository
  readonly #story: Story
  readonly #ids: ReadonlyMap<number, string>
  readonly #replay = new Replay()
  readonly #lines: string[] = []
  readonly #wanted = new Map<Commit, Rows<WantedRow> | undefined>()
  #replayed: string | null = null
  #touches: Touch[] = []
  #applied: Commit | undefined
  #untouched = true

  constructor(store: Store, git: TestRepository, story: Story) {
    this.#store = store
    this.#git = git
    this.#story = story
    this.#ids = writeCommits(git, story.commits)
    for (const { mark, parents, author, message } of story.commits)
      this.#lines.push(`${mark} ← ${parents.map((one) => one.mark).join(' ')}: ${author}: ${message}`)
  }

  async run(): Promise<void> {
    try {
      for (const event of this.#story.events) await this.#happen(event)
    } catch (error) {
      throw new Error(`${this.#lines.join('\n')}\n${error instanceof Error ? error.stack : String(error)}`, {
        cause: error,
      })
    }
  }

  async #happen({ step: [what, who, ...dice], main }: Event): Promise<void> {
    if (what === 'by hand') {
      this.#touches.push(...(await byHand(this.#store, who, dice, (line) => this.#lines.push(line))))
      this.#untouched = false
      this.#count('deed by hand')
    } else if (what === 'sync an older commit') await this.#sync(pick([...ancestry(main)], dice[0]), { rollback: true })
    else await this.#sync(main, what === 'sync --drift=overwrite' ? { drift: 'overwrite' } : {})
    await this.#proveTrail()
  }

  async #sync(target: Commit, how: Asked): Promise<void> {
    const asked = { ...allowed, rollback: true, ...how, commit: this.#ids.get(target.mark) as string }
    this.#lines.push(`    sync of ${target.mark}, drift ${how.drift ?? 'kept'}`)
    const before = await this.#before()
    const wanted = await this.#rows(target)
    if (!wanted) {
      this.#count('broken commit')
      await expect(syncHead(this.#store, this.#git, asked)).rejects.toThrow('the flag files have errors')
      return this.#proveUnchanged(before)
    }
    const plan = await planned(this.#store, this.#git, asked)
    const conflicts = plan.drift.filter((one) => one.conflicts.length > 0)
    if (conflicts.length > 0) {
      this.#count('conflict')
      this.#lines.push(`      conflict: ${JSON.stringify(conflicts)}`)
      await expect(syncHead(this.#store, this.#git, asked)).rejects.toMatchObject({ exit: 4 })
      await expect(syncHead(this.#store, this.#git, asked)).rejects.toThrow(Failure)
      await this.#proveUnchanged(before)
      return this.#sync(target, { ...how, drift: 'overwrite' })
    }
    const synced = await syncHead(this.#store, this.#git, asked)
    this.#count('sync')
    if (synced.drift.length > 0) this.#count('sync that keeps drift')
    this.#count('change', synced.changes.length)
    if (this.#untouched) this.#count('sync of an untouched database')
    expect(synced.checksum, 'the checksum of the plan').toBe(plan.checksum)
    await this.#proveContents(before, wanted, synced, how.drift === 'overwrite')
    await this.#proveRows(before, target, synced)
    if (synced.drift.length === 0) this.#touches = []
    if (synced.drift.length === 0) this.#untouched = true
    this.#applied = target
    const after = await this.#before()
    expect((await syncHead(this.#store, this.#git, asked)).changes, 'the second sync').toEqual([])
    await this.#proveUnchanged(after)
  }

  /** The tables say what git says; what was changed by hand is there still, and reported in the right name. */
  async #proveContents(before: Before, wanted: Rows, { drift }: Synced, overwritten: boolean): Promise<void> {
    const after = await readState(this.#store)
    const goal = withKept(wanted, drift)
    expect(contents(after, goal), 'the tables').toEqual(contents(goal, goal))
    const names = new Set(drift.map(({ table, key }) => `${table} ${key.join(' ')}`))
    const expected = overwritten ? new Set<string>() : expectedDrift(before.base, before.live, wanted, this.#touches)
    expect([...names].sort(), 'the drift').toEqual([...expected].sort())
    for (const one of drift)
      expect(one.by?.actor, `who drifted ${one.table} ${one.key.join(' ')}`).toBe(lastTouch(this.#touches, one))
  }

  /** The audit rows of this run name authors of commits in the range, or the sync itself. */
  async #proveRows(before: Before, target: Commit, synced: Synced): Promise<void> {
    const rows = await toldSince(this.#store, before.audited)
    const state = await readSyncState(this.#store)
    const runs = await this.#store.query<{
      id: string
      checksum: string
      base: string | null
      revision: string
      drift: number
    }>(
      'SELECT run_id AS id, plan_sha256 AS checksum, base, revision, drift FROM sync_runs WHERE lineage = $1 AND seq > $2 ORDER BY seq',
      [state.lineage, before.state.seq],
    )
    expect(runs.length, 'runs').toBe(state.seq - before.state.seq)
    const changed = synced.changes.length > 0 || before.state.revision !== state.revision
    expect(runs.length, 'runs').toBeLessThanOrEqual(1)
    if (changed)
      expect(runs).toMatchObject([
        {
          checksum: synced.checksum,
          base: before.state.revision,
          revision: state.revision,
          drift: synced.drift.length,
        },
      ])
    const old = ancestry(this.#applied)
    const range = new Map(
      [...ancestry(target)].filter((one) => !old.has(one)).map((one) => [this.#ids.get(one.mark), one.author]),
    )
    for (const row of rows) {
      expect(row.run, said(row)).toBe(runs[0]?.id)
      if (row.actor === syncIdentity) expect(row.commit).toBe(state.revision)
      else expect(row.actor, said(row)).toBe(range.get(row.commit ?? ''))
      if (row.action === 'update') expect(row.diff, said(row)).not.toEqual({})
      if (this.#untouched && (!this.#applied || ancestry(target).has(this.#applied)))
        expect(row.actor, said(row)).not.toBe(syncIdentity)
    }
  }

  /** Playing the whole trail from nothing gives the tables. */
  async #proveTrail(): Promise<void> {
    for (const row of await toldSince(this.#store, this.#replayed)) {
      this.#replay.add(row)
      this.#replayed = row.id
    }
    expect(this.#replay.contradictions, 'the trail').toEqual([])
    const told = await this.#store.transaction(async (queries) => {
      await queries.execute(`SET LOCAL timezone = 'UTC'`)
      return tablesAsTold(queries)
    })
    expect([...this.#replay.rows.keys()].sort(), 'rows of the trail').toEqual([...told.keys()].sort())
    for (const [name, row] of told) expect(this.#replay.rows.get(name), name).toMatchObject(row)
  }

  async #proveUnchanged(before: Before): Promise<void> {
    const { live, audited, state, runs } = await this.#before()
    expect({ audited, state, runs }).toEqual({ audited: before.audited, state: before.state, runs: before.runs })
    expect(live).toEqual(before.live)
  }

  #count(what: string, times = 1): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + times)
  }

  async #before(): Promise<Before> {
    const [count] = await this.#store.query<{ runs: number }>('SELECT count(*)::integer AS runs FROM sync_runs')
    return {
      live: await readState(this.#store),
      base: (this.#applied && (await this.#rows(this.#applied))) ?? emptyRows(),
      audited: await newestAudit(this.#store),
      state: await readSyncState(this.#store),
      runs: count?.runs ?? 0,
    }
  }

  async #rows(commit: Commit): Promise<Rows<WantedRow> | undefined> {
    if (!this.#wanted.has(commit))
      this.#wanted.set(commit, await rowsWanted(this.#git, this.#ids.get(commit.mark) as string))
    return this.#wanted.get(commit)
  }
}
