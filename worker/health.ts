import { refuse } from './handlers.ts'
import { authenticate, type Refusal } from './keys.ts'
import { schemaVersion } from './publication/names.ts'
import { readerVersion } from './publication/pointer.ts'
import { respond } from './respond.ts'
import { ageOf, type Ask, standingOf } from './snapshots/age.ts'
import type { Standing } from './snapshots/snapshots.ts'
import { version } from './version.ts'

const mostNamed = 100

/** `GET /version`: which release answers, and to a server key of an environment also which snapshot of it. */
export async function versionAnswer(headers: Headers, ask: Ask): Promise<Response> {
  const product = { version, schema: schemaVersion, reader: readerVersion }
  const opened = await open(headers, ask)
  if (opened && 'refused' in opened) return refuse(opened)
  return respond(200, JSON.stringify(opened ? { ...product, snapshot: describe(opened) } : product))
}

/**
 * `GET /readyz`: 503 while there is nothing to answer from, or KV has not confirmed for too long what is served. Answers go on
 * all the same. Which environments there are and what is wrong with one is for its server keys.
 *
 * @param environments those that this Worker should be ready for, asked only without a key
 */
export async function readyAnswer(
  headers: Headers,
  ask: Ask,
  environments: () => Promise<string[]>,
): Promise<Response> {
  const opened = await open(headers, ask)
  if (opened && 'refused' in opened && opened.refused !== 'no-snapshot') return refuse(opened)
  if (opened && 'current' in opened)
    return ready([opened], describe(opened), { 'x-flags-revision': opened.current?.plan.revision ?? '' })
  return ready(opened ? [] : await Promise.all((await environments()).map(ask)))
}

/** How things stand where a server key opens; undefined for everybody who is told only what is public. */
async function open(headers: Headers, ask: Ask): Promise<Standing | Refusal | undefined> {
  if (!headers.has('Authorization') && !headers.has('X-API-Key')) return undefined
  const access = await authenticate(headers, standingOf(ask))
  if ('refused' in access) return access
  return access.kind === 'server' ? access.snapshot.standing : undefined
}

function ready(standings: readonly Standing[], details: object = {}, headers: Record<string, string> = {}): Response {
  const reason = unready(standings)
  const [oldest] = standings.toSorted((a, b) => b.age - a.age)
  return respond(
    reason === undefined ? 200 : 503,
    JSON.stringify({ status: reason === undefined ? 'ready' : 'not ready', reason, ...details }),
    { ...(oldest && { 'x-flags-age': ageOf(oldest) }), ...headers },
  )
}

function unready(standings: readonly Standing[]): string | undefined {
  if (standings.length === 0 || standings.some(({ current }) => current === undefined))
    return 'There is no snapshot to answer from.'
  return standings.some(({ tooOld }) => tooOld)
    ? 'What is served has not been confirmed by the store of snapshots for too long.'
    : undefined
}

function describe({ environment, current, age, refusals, problem }: Standing): object {
  return {
    environment,
    source: current?.source,
    revision: current?.plan.revision,
    version: current?.plan.version,
    seq: current?.id === undefined ? undefined : current.seq,
    sha256: current?.publication?.sha256,
    age: Number.isFinite(age) ? age : undefined,
    refusals,
    problem,
    unreadable: current?.plan.unreadable.length ? current.plan.unreadable.slice(0, mostNamed) : undefined,
  }
}
