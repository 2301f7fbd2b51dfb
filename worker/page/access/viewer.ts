import type { Plan } from '../../evaluate/plan.ts'
import { openKey } from '../../keys.ts'
import { type Ask, standingOf } from '../../snapshots/age.ts'
import { published } from '../../snapshots/discover.ts'
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
  const standings = isOpen
    ? await Promise.all((await published(env.SNAPSHOTS)).map(ask))
    : await opened(sessionKeys(request), ask)
  const once = new Map(standings.map((standing) => [standing.environment, standing]))
  const seen = await Promise.all([...once.values()].map((standing) => look(standing, env)))
  return {
    seen: inOrder(seen.filter((one) => one !== undefined)),
    isOpen,
    copiedAt: isOpen && isCopy ? Date.now() : undefined,
  }
}

async function look(standing: Standing, env: PageBindings): Promise<Seen | undefined> {
  const { environment, current } = standing
  if (!current) return undefined
  const board = await boardOf(env.SNAPSHOTS, environment, current.publication)
  return { environment, plan: current.plan, standing, board }
}

/** How the environments of the server keys among these stand. */
async function opened(keys: readonly string[], ask: Ask): Promise<Standing[]> {
  const accesses = await Promise.all(keys.map((key) => openKey(key, standingOf(ask))))
  return accesses.flatMap((access) =>
    access && 'plan' in access && access.kind === 'server' ? [access.snapshot.standing] : [],
  )
}

function inOrder(seen: readonly Seen[]): Seen[] {
  const order = new Map(seen.flatMap(({ board }) => board?.board.environments ?? []).map(({ key }, at) => [key, at]))
  const place = ({ environment }: Seen): number => order.get(environment) ?? Infinity
  return seen.toSorted((a, b) => place(a) - place(b) || (a.environment < b.environment ? -1 : 1))
}
