import type { Pointer, Publication } from '../../schema/types.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { Refusal } from '../model/plan.ts'
import { historyBehind } from './history.ts'
import { judge } from './judge.ts'
import type { Content } from './replace-pointer.ts'

export interface Rails {
  /** May this refusal be passed over? */
  isAllowed(refusal: Refusal): boolean
  /** Why this revision may not follow what is served. */
  lineage?(served: Publication): Promise<readonly Refusal[]>
}

/**
 * What the pointer is to say when a snapshot is published; undefined when it says so already.
 * @throws Failure exit 4 when a rail refuses
 */
export async function decideNext(
  environment: string,
  standing: Pointer | undefined,
  next: Publication,
  { isAllowed, lineage }: Rails,
): Promise<Content | undefined> {
  const isHeld = standing?.held !== undefined
  const served = standing?.served
  if (served?.sha256 === next.sha256 && served.board?.sha256 === next.board?.sha256) {
    const resumes = isHeld && judge(standing, next, environment).every(isAllowed)
    return resumes ? { served, history: standing.history } : undefined
  }
  const refusals = [...judge(standing, next, environment), ...(served && lineage ? await lineage(served) : [])]
  const [first, ...others] = refusals.filter((refusal) => !isAllowed(refusal))
  if (first)
    throw new Failure([first, ...others].map(({ message }) => message).join('\nerror: '), {
      exit: Exit.refused,
      help: [...new Set([first, ...others].map(({ help }) => help))].join('; '),
    })
  const before = standing ? [standing.served, ...standing.history] : []
  const known = before.find(({ sha256 }) => sha256 === next.sha256)
  return {
    served: known ? { ...next, seq: known.seq, at: known.at } : next,
    history: historyBehind(standing, next),
  }
}
