import type { Plan } from '../../evaluate/plan.ts'
import { openKey } from '../../keys.ts'
import { pointerName, storePrefix } from '../../publication/names.ts'
import { type Ask, currentOf } from '../../snapshots/age.ts'
import type { Standing } from '../../snapshots/snapshots.ts'
import { type LoadedBoard, boardOf } from '../../board/boards.ts'
import { isLoopback } from './loopback.ts'
import { sessionKeys } from './session.ts'

export interface PageBindings {
  readonly SNAPSHOTS?: KVNamespace
  /**
   * `loopback` opens the page without a key to whoever sits at this machine: `halyard dev`. `copy` does so for `halyard site`,
   * and leaves out what a page without a Worker behind it cannot do.
   */
  readonly OPEN_PAGE?: string
}

/** An environment that somebody may look at. */
export interface Seen {
  readonly environment: string
  readonly plan: Plan
  readonly standing: Standing
  readonly board: LoadedBoard | undefined
}

/** Who looks, and at what: the environments in the order of promotion where that is known. */
export interface Viewer {
  readonly seen: readonly Seen[]
  /** Without a key, on loopback. */
  readonly isOpen: boolean
  /** For a copy that no Worker stands behind, the instant that it shows, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly copiedAt: number | undefined
}

/** What the request may see. */
export async function viewerOf(request: Request, env: PageBindings, ask: Ask): Promise<Viewer> {
  const isCopy = env.OPEN_PAGE === 'copy'
  const isOpen = (isCopy || env.OPEN_PAGE === 'loopback') && isLoopback(new URL(request.url))
  const environments = isOpen ? await published(env.SNAPSHOTS) : await opened(sessionKeys(request), ask)
  const seen = await Promise.all([...new Set(environments)].map((environment) => look(environment, env, ask)))
  return {
    seen: inOrder(seen.filter((one) => one !== undefined)),
    isOpen,
    copiedAt: isOpen && isCopy ? Date.now() : undefined,
  }
}

async function look(environment: string, env: PageBindings, ask: Ask): Promise<Seen | undefined> {
  const standing = await ask(environment)
  if (!standing.current) return undefined
  const { plan, publication } = standing.current
  return { environment, plan, standing, board: await boardOf(env.SNAPSHOTS, environment, publication) }
}

/** The environments of the server keys among these. */
async function opened(keys: readonly string[], ask: Ask): Promise<string[]> {
  const accesses = await Promise.all(keys.map((key) => openKey(key, currentOf(ask))))
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
