import type { Kv } from '../../edge/kv.ts'
import { publish, type Publishing } from '../../edge/publish.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { enumerate } from '../../diagnostics/prose.ts'
import type { World } from '../command.ts'
import { Progress } from '../progress.ts'
import type { Candidate } from './candidate.ts'
import type { Done } from './report.ts'

/**
 * Publishes one environment after the other, unprotected ones first: what is wrong is to show where nobody is hurt. The first
 * failure stops all that come behind.
 *
 * @returns what was done, and the failure that ended it, which says what was not
 */
export async function publishEach(
  kv: Kv,
  candidates: readonly Candidate[],
  publishing: Omit<Publishing, 'waiting' | 'now' | 'signal'>,
  world: World,
): Promise<{ done: Done[]; failure: unknown }> {
  const ordered = [...candidates].sort((a, b) => Number(a.isProtected) - Number(b.isProtected))
  const done: Done[] = []
  const progress = new Progress(world, 'environments')
  try {
    for (const { environment, published } of ordered) {
      await progress.to(done.length, ordered.length)
      const waiting = () => progress.say(`waiting for another publisher of ${environment}`)
      const { signal, now } = world
      const outcome = await publish(kv, environment, published, { ...publishing, waiting, signal, now: () => now() })
      done.push({ environment, ...outcome })
    }
    return { done, failure: undefined }
  } catch (error) {
    const names = ordered.map(({ environment }) => environment)
    return { done, failure: error instanceof Failure ? explained(error, names, done.length) : error }
  } finally {
    progress.end()
  }
}

function explained(failure: Failure, names: readonly string[], count: number): Failure {
  const [before, rest] = [names.slice(0, count), names.slice(count + 1)]
  const help = [
    ...(failure.help === undefined ? [] : [failure.help]),
    ...(before.length === 0 ? [] : [`published before: ${enumerate(before)}`]),
    ...(rest.length === 0 ? [] : [`not tried: ${enumerate(rest)}`]),
  ]
  return new Failure(`${names[count]} was not published: ${failure.message}`, {
    exit: failure.exit,
    help: help.join('; '),
    cause: failure,
  })
}
