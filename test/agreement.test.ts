import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../compiler/database/store.ts'
import { serialise, snapshot } from '../compiler/emit/snapshot.ts'
import type { Assignment, Environment, SoundModel, Timed } from '../compiler/model/model.ts'
import type { Rollout } from '../compiler/model/rollout.ts'
import { desired } from '../compiler/plan/desired.ts'
import type { Snapshot, SnapshotAssignment } from '../schema/types.ts'
import { decisions, evaluateAll } from '../worker/evaluate/bulk.ts'
import { loadSnapshot } from '../worker/evaluate/load.ts'
import { newKey, sha256 } from './support/edge.ts'
import { bundleWorker } from '../compiler/edge/bundle.ts'
import { startWorker } from '../compiler/edge/local.ts'
import { fill } from './support/fill.ts'
import { repositoryFlags, top } from './support/repository-flags.ts'
import { activeFlags } from './support/sample-queries.ts'
import { stores } from './support/store.ts'
import { halyard } from './support/terminal.ts'

// One question, asked of everything that answers it: SQL, the evaluator, the command line and the Worker over HTTP.

/** One line for each flag: key, variant, value as text, reason. Sorted by key. */
type Answers = readonly string[]

const line = (...parts: readonly unknown[]): string => parts.join(' ')
const model = await repositoryFlags()
const wanted = desired(model)
const environments = [...model.environments.values()]
const users = [...model.users.keys(), 'somebody-unknown']
const instants = boundaries(model)

/** Every instant that is written anywhere, the millisecond before it, and now. */
function boundaries({ flags }: SoundModel): number[] {
  const written = new Set<number>([Date.parse('2026-11-23T12:00:00Z')])
  for (const { expires, assignments } of flags.values()) {
    if (expires !== undefined) written.add(expires).add(expires - 1)
    for (const list of assignments.values())
      for (const { starts, expires: ends, rollout } of list.assignments)
        for (const timed of [starts, ends, ...timesOf(rollout)]) if (timed) written.add(timed.at).add(timed.at - 1)
  }
  return [...written].sort((a, b) => a - b)
}

function timesOf(rollout: Rollout | undefined): readonly Timed[] {
  if (rollout?.kind === 'steps') return rollout.steps
  return rollout?.kind === 'ramp' ? [rollout.starts, rollout.ends] : []
}

/** The answer of a user of whom nothing but the key is known. */
function byEvaluator(content: Snapshot, user: string, now: number): Answers {
  const plan = loadSnapshot(serialise(content).bytes)
  return decisions(plan, evaluateAll(plan, { targetingKey: user }, now)).map((decision) => {
    if (decision.errorCode) return line(decision.key, decision.errorCode)
    return line(decision.key, decision.variant, decision.value, decision.reason)
  })
}

async function bySql(store: Store, environment: Environment, user: string, now: number): Promise<Answers> {
  const rows = await store.query<{ flag_name: string; variant: string | null; value: string | null; reason: string }>(
    'SELECT flag_name, variant, value, reason FROM evaluate_flags($1, $2, $3)',
    [user, environment.key, new Date(now)],
  )
  return rows
    .map(({ flag_name, variant, value, reason }) => line(...[flag_name, variant, value, reason].filter((part) => part)))
    .sort(byKey)
}

/** Without the flags that SQL cannot answer for want of attributes. */
function known(answers: Answers, sql: Answers): Answers {
  return answers.filter((_, index) => !sql[index]?.endsWith(' UNKNOWN'))
}

/** Are all groups of an assignment described by their lists alone? */
function namesLists({ groups }: Pick<Assignment, 'groups'>): boolean {
  return groups.every(({ thing }) => thing.when === undefined && namesLists(thing))
}

function byKey(a: string, b: string): number {
  const [first = '', second = ''] = [a.split(' ')[0], b.split(' ')[0]]
  return first < second ? -1 : 1
}

test('flags/ has enough boundaries in time to make this worth asking', () => {
  expect(instants.length).toBeGreaterThan(10)
})

describe.each(stores())('SQL on $kind', ({ open }) => {
  test('answers every user as the evaluator does: each flag, environment and boundary in time', async () => {
    const store = await open()
    await fill(store, model)
    for (const environment of environments) {
      const content = snapshot(wanted, environment.key, 'test')
      for (const now of instants)
        for (const user of users) {
          const said = await bySql(store, environment, user, now)
          const evaluated = byEvaluator(content, user, now)
          expect(said).toHaveLength(evaluated.length)
          expect(known(said, said), line(environment.key, user, now)).toEqual(known(evaluated, said))
        }
    }
  })

  test('the query over grants alone lists what the edge answers, for flags without rules and dependencies', async () => {
    const store = await open()
    await fill(store, model)
    const ruled = new Set([...wanted.flag_rules.values()].map(({ key }) => `${key[0]} ${key[1]}`))
    const plain = [...model.flags.values()]
      .filter(({ key, dependsOn }) => dependsOn.length === 0 && !ruled.has(`${key} production`))
      .filter(({ assignments }) => [...assignments.values()].every(({ assignments: list }) => list.every(namesLists)))
      .map(({ key }) => key)
    expect(plain.length).toBeGreaterThan(5)
    const off = new Map([...model.flags.values()].map((flag) => [flag.key, flag.off]))
    for (const user of model.users.keys()) {
      const [row] = await store.query<{ user_id: string }>('SELECT user_id FROM users WHERE user_key = $1', [user])
      const rows = await store.query<{ flag_name: string }>(activeFlags.replaceAll('101', row?.user_id ?? ''))
      const active = byEvaluator(snapshot(wanted, 'production', 'test'), user, Date.now())
        .map((text) => text.split(' '))
        .filter(([key = '', variant]) => plain.includes(key) && variant !== off.get(key))
      const listed = rows.map((one) => one.flag_name).filter((key) => plain.includes(key))
      expect(listed.sort(), user).toEqual(active.map(([key]) => key))
    }
  })

  test('active_flags lists exactly the flags that serve something else than off', async () => {
    const store = await open()
    await fill(store, model)
    const off = new Map([...model.flags.values()].map((flag) => [flag.key, flag.off]))
    for (const environment of environments)
      for (const user of users) {
        const rows = await store.query<{ flag_name: string; reason: string }>(
          'SELECT flag_name, reason FROM active_flags($1, $2, $3)',
          [user, environment.key, new Date(instants[0] ?? 0)],
        )
        const unknown = new Set(rows.filter(({ reason }) => reason === 'UNKNOWN').map((row) => row.flag_name))
        const evaluated = byEvaluator(snapshot(wanted, environment.key, 'test'), user, instants[0] ?? 0)
        const active = evaluated
          .map((text) => text.split(' '))
          .filter(([key = '', variant]) => !unknown.has(key) && variant !== off.get(key))
        const listed = rows.map((row) => row.flag_name).filter((key) => !unknown.has(key))
        expect(listed.sort()).toEqual(active.map(([key]) => key))
      }
  })
})

// A run of the command line or a request for each user and environment: too dear for every boundary, and the clock goes
// on meanwhile, so only instants that nothing follows at once.
const calm = instants.filter((instant, index) => (instants[index + 1] ?? Infinity) - instant > 120_000)
const few = calm.filter((_, index) => index % Math.ceil(calm.length / 3) === 0)

test('the command line answers every user as the evaluator does', async () => {
  for (const environment of environments)
    for (const now of few)
      for (const user of users) {
        const words = [
          'evaluate',
          '-e',
          environment.key,
          '-u',
          user,
          '--at',
          new Date(now).toISOString(),
          '--format',
          'json',
        ]
        const { stdout } = await halyard(words, { cwd: top })
        const items = JSON.parse(stdout) as { key: string; variant: string; value: unknown; reason: string }[]
        const evaluated = byEvaluator(snapshot(wanted, environment.key, 'test'), user, now)
        expect(items.map((item) => line(item.key, item.variant, item.reason))).toEqual(evaluated.map(withoutValue))
      }
})

test('the Worker over HTTP answers every user as the evaluator does', async () => {
  const worker = await startWorker({ port: 0, bundle: await bundleWorker() })
  onTestFinished(() => worker.stop())
  for (const environment of environments)
    for (const now of few) {
      const key = newKey(environment.key, 'server')
      const content = snapshot(wanted, environment.key, 'test')
      const moved = shifted(content, Date.now() - now)
      const keys = [{ kind: 'server' as const, sha256: sha256(key) }]
      const { bytes } = serialise({ ...moved, keys })
      await worker.put(environment.key, { bytes, flags: moved.flags.length, revision: 'test' })
      for (const user of users) {
        const response = await fetch(`${worker.url}/ofrep/v1/evaluate/flags`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ context: { targetingKey: user } }),
        })
        const { flags } = (await response.json()) as { flags: { key: string; variant: string; reason: string }[] }
        const evaluated = byEvaluator(content, user, now)
        expect(flags.map((item) => line(item.key, item.variant, item.reason))).toEqual(evaluated.map(withoutValue))
      }
    }
})

function withoutValue(answer: string): string {
  const parts = answer.split(' ')
  return line(parts[0], parts[1], parts.at(-1))
}

/**
 * The Worker asks the clock, which cannot be set; so the times in the snapshot move instead, with half a minute to spare
 * while the requests run.
 */
function shifted(content: Snapshot, by: number): Snapshot {
  const move = <T extends { starts?: number; expires?: number }>(window: T): T => ({
    ...window,
    ...(window.starts === undefined ? {} : { starts: window.starts + by }),
    ...(window.expires === undefined ? {} : { expires: window.expires + by }),
  })
  const moveShare = ({ rollout, ...rest }: SnapshotAssignment): SnapshotAssignment => {
    if (rollout === undefined) return rest
    if (typeof rollout === 'number') return { ...rest, rollout }
    if (!Array.isArray(rollout))
      return { ...rest, rollout: { ...rollout, starts: rollout.starts + by, ends: rollout.ends + by } }
    return { ...rest, rollout: rollout.map(({ at, parts }) => ({ at: at + by, parts })) }
  }
  return {
    ...content,
    flags: content.flags.map((flag) => ({
      ...move(flag),
      ...(flag.assignments ? { assignments: flag.assignments.map(move).map(moveShare) } : {}),
    })),
  }
}
