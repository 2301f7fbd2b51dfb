import type { Publication } from '../../schema/types.ts'
import { decisions, evaluateAll } from '../../worker/evaluate/bulk.ts'
import { evaluate } from '../../worker/evaluate/evaluate.ts'
import { openCandidate } from '../../worker/publication/candidate.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'

/**
 * Loads a snapshot as the Worker does, and asks it for every flag once, one by one and all together, for somebody and for
 * nobody: a snapshot that the edge cannot answer from is found out here.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @throws Failure exit 4 when it cannot be loaded, or does not answer
 */
export async function prove(
  bytes: Uint8Array,
  environment: string,
  published: Publication,
  now: number,
): Promise<void> {
  try {
    const plan = await openCandidate(bytes, environment, published, 'unneeded')
    const [unreadable] = plan.unreadable
    if (unreadable !== undefined) throw new Error(`flag ${unreadable} asks what the Worker does not know`)
    for (const context of [{}, { targetingKey: 'halyard' }]) {
      for (const one of decisions(plan, evaluateAll(plan, context, now)))
        if (JSON.stringify(evaluate(plan, one.key, context, now)) !== JSON.stringify(one))
          throw new Error(`flag ${one.key} answers one thing alone and another among all`)
    }
  } catch (cause) {
    const why = visible(cause instanceof Error ? cause.message : String(cause))
    throw new Failure(`the Worker would not take this snapshot of ${environment}: ${why}`, {
      exit: Exit.refused,
      help: 'nothing of it was published; when it was made by this version of Halyard, please report it',
      cause,
    })
  }
}
