import type { Pointer, Publication } from '../../schema/types.ts'
import { openCandidate } from '../../worker/publication/candidate.ts'
import { blobName } from '../../worker/publication/names.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { historyBehind } from './history.ts'
import type { Kv } from './kv.ts'
import { type Content, type Replaced, replacePointer, type Replacing } from './replace-pointer.ts'
import { nothingPublished } from './standing.ts'

export interface RollingBack extends Replacing {
  /** What the SHA-256 to go back to begins with; undefined: whatever was served before. */
  readonly to: string | undefined
  /** Why publications are refused from now on; undefined: they are not. */
  readonly hold: string | undefined
}

/**
 * Serves again what was served before. The store is all it takes: no git, no database, nothing is compiled.
 *
 * @throws Failure exit 4 when there is nothing to go back to, or it is not there whole; 1 when the store fails
 */
export function rollBack(kv: Kv, environment: string, rollingBack: RollingBack): Promise<Replaced> {
  const { to, hold, now } = rollingBack
  // once chosen it stays chosen, whatever others publish meanwhile: who rolls back twice by accident goes back too far
  let chosen: string | undefined = to
  return replacePointer(
    kv,
    environment,
    async (standing): Promise<Content | undefined> => {
      if (!standing) throw nothingPublished(kv, environment)
      const target = chosen === undefined ? previous(standing, environment) : named(standing, environment, chosen)
      chosen = target.sha256
      const held = hold === undefined ? undefined : { since: standing.held?.since ?? now(), reason: hold }
      if (target.sha256 === standing.served.sha256 && held?.reason === standing.held?.reason) return undefined
      await requireSound(kv, environment, target)
      return { served: target, ...(held ? { held } : {}), history: historyBehind(standing, target) }
    },
    rollingBack,
  )
}

/** The last that was served of those that are older, so that each rollback is a step back. */
function previous({ served, history }: Pointer, environment: string): Publication {
  const found = history.find(({ seq }) => seq < served.seq)
  if (found) return found
  throw new Failure(`${environment} serves the oldest snapshot that its history knows`, {
    exit: Exit.refused,
    help: 'choose one with `--to HASH`; `--list` shows them',
  })
}

function named({ served, history }: Pointer, environment: string, start: string): Publication {
  const found = [served, ...history].filter(({ sha256 }) => sha256.startsWith(start))
  if (found.length === 1) return found[0]!
  throw new Failure(
    found.length === 0
      ? `the history of ${environment} knows no snapshot ${visible(start)}`
      : `${found.length} snapshots of ${environment} begin with ${visible(start)}`,
    { exit: Exit.refused, help: `\`halyard rollback --env ${environment} --list\` shows them` },
  )
}

/** As the Worker will check it. */
async function requireSound(kv: Kv, environment: string, target: Publication): Promise<void> {
  const bytes = await kv.get(blobName(environment, target.sha256))
  const why = bytes
    ? await openCandidate(bytes, environment, target, 'unneeded').then(nothing, String)
    : 'it is not there any more'
  if (why === undefined) return
  throw new Failure(`${environment} cannot go back to ${target.sha256.slice(0, 12)}: ${visible(why)}`, {
    exit: Exit.refused,
    help: 'nothing was changed; choose another with `--to HASH`',
  })
}

function nothing(): undefined {
  return undefined
}
