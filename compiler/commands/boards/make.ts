import { boardsOf } from '../../board/board.ts'
import { Places } from '../../board/places.ts'
import { serialiseBoard } from '../../board/serialise.ts'
import { namedSnapshot } from '../../emit/snapshot.ts'
import { openRepository } from '../../git/repository.ts'
import { countedUsers } from '../../model/assignment-words.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Stretch } from '../../model/shares.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { limits } from '../../../worker/publication/limits.ts'
import { desired } from '../../plan/desired.ts'
import type { World } from '../command.ts'
import { type Committed, committedReader } from '../committed.ts'
import type { Compiled } from '../compiling.ts'
import { Progress } from '../progress.ts'
import type { Project } from '../project.ts'
import { upcomingOf } from '../upcoming-of.ts'
import { userSalts } from '../user-salt.ts'
import { belowTop } from '../workspace.ts'
import { type History, historyOf } from './history.ts'

/** By environment, a board as JSON in UTF-8. One that is larger than what can be published is left out. */
export type Boards = ReadonlyMap<string, Uint8Array>

/** Are users of this environment counted, not named? Whoever reads what is published with a salt is not to know them. */
export type Hides = (environment: string) => boolean

/** Where a salt is set. */
export function hidesIn({ env }: World): Hides {
  return (environment) => userSalts(environment, env).length > 0
}

/**
 * Makes the boards of one compiled state after the other. What git tells is asked once for each commit at HEAD.
 * @param readHead what the commit at HEAD says, of whom reads it anyway
 */
export function boardMaker(
  project: Project,
  world: World,
  hides: Hides,
  readHead = committedReader(project, world),
): (compiled: Compiled) => Promise<Boards> {
  const places = new Places(belowTop(project, world))
  let last: { readonly of: Committed; readonly history: History } | undefined
  return async (compiled) => {
    const { model, revision } = compiled
    const isCommit = revision !== 'worktree'
    const committed = isCommit ? await committedIn(compiled, project) : await readHead()
    if (committed && last?.of !== committed) {
      last = { of: committed, history: await historyOf(committed, project) }
      if (!last.history.changes) world.stderr.write(partOnly)
    }
    const history = committed && last?.history
    const stretch = stretchFrom((isCommit && history?.at) || world.now(), world)
    const upcoming = await upcomingIn(model, stretch, hides, world)
    const source = isCommit ? history?.source : undefined // what is on disk alone has no web page
    const groups = groupsIn(model)
    const boards = boardsOf(model, { revision, source, places, changes: history?.changes, upcoming, groups, hides })
    return new Map(
      boards.flatMap((board) => {
        const { bytes } = serialiseBoard(board)
        const fits = bytes.length <= limits.boardBytes
        if (!fits) world.stderr.write(tooLarge(board.environment, bytes.length))
        return fits ? [[board.environment, bytes] as const] : []
      }),
    )
  }
}

function groupsIn(model: SoundModel): Map<string, readonly string[]> {
  const rows = desired(model)
  return new Map([...model.environments.keys()].map((key) => [key, namedSnapshot(rows, key, 'worktree').groups]))
}

async function committedIn({ model, revision, documents }: Compiled, { root }: Project): Promise<Committed> {
  return { repository: await openRepository(root), head: revision, model, documents }
}

/**
 * From the commit on, so that the same commit gives the same bytes, but not from the future; for two years, since a board
 * may be looked at long after.
 */
function stretchFrom(at: number, world: World): Stretch {
  const from = Math.min(at, world.now())
  const until = new Date(from)
  return { from, until: until.setUTCFullYear(until.getUTCFullYear() + 2) }
}

async function upcomingIn(model: SoundModel, stretch: Stretch, hides: Hides, world: World): Promise<Upcoming[]> {
  const progress = new Progress(world, 'evaluations of users', model.users.size * model.environments.size)
  const found: Upcoming[] = []
  for (const environment of model.environments.values()) {
    const userWords = hides(environment.key) ? countedUsers : undefined
    found.push(...(await upcomingOf(model, stretch, { environment, userWords }, () => progress.step())))
  }
  progress.end()
  return found
}

const partOnly = 'note: this clone holds only a part of the history, so boards do not say who changed what\n'

function tooLarge(environment: string, bytes: number): string {
  return `note: the board of ${environment} has ${bytes.toLocaleString('en')} bytes, and is left out: ${limits.boardBytes.toLocaleString('en')} are allowed\n`
}
