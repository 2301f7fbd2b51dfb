import type { Plan } from '../../evaluate/plan.ts'
import { openKey } from '../../keys.ts'
import { pointerName, storePrefix } from '../../publication/names.ts'
import type { Loaded } from '../../published.ts'
import { type LoadedBoard, boardOf } from '../board/boards.ts'
import { isLoopback } from './loopback.ts'
import { sessionKeys } from './session.ts'

export interface PageBindings {
  readonly SNAPSHOTS?: KVNamespace
  /** `loopback` opens the page without a key to whoever sits at this machine. Only `halyard dev` sets it. */
  readonly OPEN_PAGE?: string
}

/** An environment that somebody may look at. */
export interface Seen {
  readonly environment: string
  readonly plan: Plan
  readonly pointer: Loaded['pointer']
  readonly board: LoadedBoard | undefined
}

/** Who looks, and at what: the environments in the order of promotion where that is known. */
export interface Viewer {
  readonly seen: readonly Seen[]
  /** Without a key, on loopback. */
  readonly isOpen: boolean
}

export type LoadedOf = (environment: string) => Promise<Loaded | undefined>

/** What the request may see. */
export async function viewerOf(request: Request, env: PageBindings, loadedOf: LoadedOf): Promise<Viewer> {
  const isOpen = env.OPEN_PAGE === 'loopback' && isLoopback(new URL(request.url))
  const environments = isOpen ? await published(env.SNAPSHOTS) : await opened(sessionKeys(request), loadedOf)
  const seen = await Promise.all([...new Set(environments)].map((environment) => look(environment, env, loadedOf)))
  return { seen: inOrder(seen.filter((one) => one !== undefined)), isOpen }
}

async function look(environment: string, env: PageBindings, loadedOf: LoadedOf): Promise<Seen | undefined> {
  const loaded = await loadedOf(environment)
  if (!loaded) return undefined
  const { plan, pointer } = loaded
  return { environment, plan, pointer, board: await boardOf(env.SNAPSHOTS, environment, pointer?.served) }
}

/** The environments of the server keys among these. */
async function opened(keys: readonly string[], loadedOf: LoadedOf): Promise<string[]> {
  const accesses = await Promise.all(keys.map((key) => openKey(key, loadedOf)))
  return accesses.flatMap((access) =>
    access && 'plan' in access && access.kind === 'server' ? [access.plan.environment] : [],
  )
}

/** All environments that the store has a pointer of. */
async function published(kv: KVNamespace | undefined): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: KVNamespaceListResult<unknown> | undefined = await kv?.list({ prefix: storePrefix, cursor })
    for (const { name } of page?.keys ?? []) found.push(...environmentOf(name))
    cursor = page && !page.list_complete ? page.cursor : null
  } while (cursor !== null)
  return found
}

function environmentOf(name: string): string[] {
  const [, environment = '', last, ...more] = name.split('/')
  return last !== undefined && more.length === 0 && pointerName(environment) === name ? [environment] : []
}

function inOrder(seen: readonly Seen[]): Seen[] {
  const order = new Map(seen.flatMap(({ board }) => board?.board.environments ?? []).map(({ key }, at) => [key, at]))
  const place = ({ environment }: Seen): number => order.get(environment) ?? Infinity
  return seen.toSorted((a, b) => place(a) - place(b) || (a.environment < b.environment ? -1 : 1))
}
