import { bundleWorker } from '../../compiler/edge/bundle.ts'
import { type LocalWorker, startWorker } from '../../compiler/edge/local.ts'
import { namedSnapshot, serialise } from '../../compiler/emit/snapshot.ts'
import { keyHash } from '../../compiler/model/api-key.ts'
import { desired } from '../../compiler/plan/desired.ts'
import type { Board } from '../../schema/types.ts'
import { boardOf } from './board.ts'
import { newKey } from './edge.ts'
import { soundModel } from './random-flags.ts'

const day = 86_400_000

/** Three environments, and flags in each of the states that no time changes. */
export const pageFlags = {
  environments: { development: {}, staging: {}, production: { protected: true } },
  users: { 'mara-101c': {}, 'tomas-e6a5': {} },
  groups: { riders: { members: ['mara-101c'] }, testers: { members: ['mara-101c'] } },
  flags: {
    lock: { description: 'Locks listen.', owner: 'riding', tags: ['safety'], assignments: everywhere('everyone') },
    unlock: {
      description: 'Unlocks with one tap.',
      owner: 'riding',
      client: true,
      dependsOn: ['lock'],
      assignments: {
        ...everywhere('everyone'),
        production: [
          { group: 'testers' },
          { when: { city: ['utrecht', 'ghent'] }, rollout: 25, starts: '2026-01-01T00:00:00Z' },
        ],
      },
    },
    bell: {
      description: 'What the bicycle says.',
      owner: 'growth',
      tags: ['joy'],
      type: 'string',
      variants: { none: '', brass: 'ring', duck: 'quack' },
      off: 'none',
      assignments: everywhere([{ everyone: true, serve: 'duck' }]),
    },
    radar: {
      description: 'Sees cars.',
      owner: 'fleet',
      disabledIn: ['production'],
      assignments: everywhere('everyone'),
    },
    beeper: { owner: 'fleet', dependsOn: ['radar'], assignments: everywhere('everyone') },
    jubilee: {
      description: 'Far from now.',
      assignments: everywhere([{ everyone: true, starts: '2999-01-01T00:00:00Z' }]),
    },
  },
} as const

function everywhere<const T>(list: T): { development: T; staging: T; production: T } {
  return { development: list, staging: list, production: list }
}

export interface PageWorker {
  readonly worker: LocalWorker
  /** Server keys by environment. */
  readonly keys: Readonly<Record<string, string>>
  /** Of production. */
  readonly clientKey: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Posts a form as a page of the same origin does. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  /** The cookie that signing in with these keys gives. */
  cookie(...keys: readonly string[]): Promise<string>
}

interface PageOptions {
  readonly openPage?: boolean
  /** Undefined leaves the board out. */
  readonly board?: (board: Board) => unknown
  readonly sections?: object
}

/** The real Worker with the page, behind keys unless it is opened. */
export async function startPage({
  openPage = false,
  board = (b) => b,
  sections = pageFlags,
}: PageOptions = {}): Promise<PageWorker> {
  const model = await soundModel(JSON.stringify(sections))
  if (!model) throw new Error('the flags of the page have an error')
  const worker = await startWorker({ port: 0, bundle: await bundleWorker(), openPage })
  const environments = [...model.environments.keys()]
  const keys = Object.fromEntries(environments.map((environment) => [environment, newKey(environment, 'server')]))
  const clientKey = newKey('production', 'client')
  const rows = desired(model)
  for (const environment of environments) {
    const { snapshot, groups } = namedSnapshot(rows, environment, '120d711042a6c0a9b1d5e3f4c2b1a09876543210')
    snapshot.keys.push({ kind: 'server', sha256: keyHash(keys[environment]!) })
    if (environment === 'production') snapshot.keys.push({ kind: 'client', sha256: keyHash(clientKey) })
    const told = board(boardOf(model, environment, groups, Date.now() - 3.5 * day))
    await worker.put(environment, {
      bytes: serialise(snapshot).bytes,
      flags: snapshot.flags.length,
      revision: snapshot.revision,
      ...(told === undefined ? {} : { board: new TextEncoder().encode(JSON.stringify(told)) }),
    })
  }
  const get: PageWorker['get'] = (path, headers = {}) =>
    fetch(`${worker.url}${path}`, { redirect: 'manual', headers: { accept: 'text/html', ...headers } })
  const post: PageWorker['post'] = (path, fields, headers = {}) =>
    fetch(`${worker.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', origin: worker.url, ...headers },
      body: new URLSearchParams(fields),
    })
  const cookie: PageWorker['cookie'] = async (...signed) => {
    let kept = ''
    for (const key of signed) {
      const answer = await post('/sign-in', { key }, { cookie: kept })
      kept = answer.headers.get('set-cookie')?.split(';')[0] ?? kept
    }
    return kept
  }
  return { worker, keys, clientKey, get, post, cookie }
}
