import { exchange, reasonOf } from '../../http/exchange.ts'
import { at, numberAt, parseJson, textAt } from '../../http/json.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { visible } from '../../source/characters.ts'
import { shorten } from '../../source/shorten.ts'
import type { World } from '../command.ts'

/** What one isolate of a Worker has in memory. */
export interface Loaded {
  readonly revision: string
  readonly sha256: string
  readonly seq: number | undefined
  /** `published` or `bundled`. */
  readonly source: string
}

export interface WorkerState {
  readonly url: string
  readonly environments: ReadonlyMap<string, Loaded>
}

const patience = 10_000
const mostBytes = 4 * 1024 * 1024

/**
 * Asks a Worker what it answers from; with HALYARD_API_KEY, as whom.
 * @param url as `addressOf` gives it
 * @throws Failure exit 1 when it does not say
 */
export async function readWorker(url: string, { env, signal }: World): Promise<WorkerState> {
  const key = env['HALYARD_API_KEY'] ?? ''
  const headers: Record<string, string> = /^[\x21-\x7e]+$/.test(key) ? { Authorization: `Bearer ${key}` } : {}
  const reply = await exchange(
    `${url}/version`,
    { headers, redirect: 'error' },
    { most: mostBytes, patience, signal },
  ).catch((error: unknown) => {
    throw new Failure(`${url} cannot be reached: ${visible(reasonOf(error))}`, { exit: Exit.problems })
  })
  const said = parseJson(new TextDecoder().decode(reply.bytes))
  if (reply.status !== 200 || textAt(said, 'version') === '')
    throw new Failure(`${url}/version answered ${reply.status}, and not as a Worker of Halyard does`, {
      exit: Exit.problems,
      ...(reply.status === 401 ? { help: 'put an API key into HALYARD_API_KEY' } : {}),
    })
  const snapshot = at(said, 'snapshot')
  if (snapshot === undefined)
    throw new Failure(`${url} tells what it answers from to a server key alone`, {
      exit: Exit.problems,
      help: 'put a server key of the environment into HALYARD_API_KEY',
    })
  return { url, environments: new Map([[textAt(snapshot, 'environment'), loaded(snapshot)]]) }
}

function loaded(one: unknown): Loaded {
  const short = (name: string): string => visible(shorten(textAt(one, name), 100))
  return { revision: short('revision'), sha256: short('sha256'), seq: numberAt(one, 'seq'), source: short('source') }
}

/**
 * The address of a Worker, without a slash at the end. A key travels there.
 * @throws Failure when it is none, or everybody on the way could read along
 */
export function addressOf(asked: string): string {
  const url = URL.canParse(asked) ? new URL(asked) : undefined
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
  if (url && (url.protocol === 'https:' || isHere) && url.username === '' && url.password === '')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  throw new Failure('`--url` wants the address of a Worker', { help: 'such as https://flags.example.com' })
}
