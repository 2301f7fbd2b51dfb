import { Exit, Failure } from '../diagnostics/failure.ts'
import type { GithubRepository } from './github.ts'
import { ask, fetched } from './http.ts'
import { at, listOf, numberAt, textAt } from '../http/json.ts'
import { onlyEntry } from './zip.ts'

/** The name under which a run keeps its plan, and of the one file in it. */
export const artifactName = 'halyard-plan'
const fileName = 'plan.json'

/**
 * The plan that a run has kept, as bytes; undefined when it has kept none. Nothing is written to disk, and whoever made
 * the run may have put anything into it.
 */
export async function planOfRun(
  repository: GithubRepository,
  run: number,
  most: number,
): Promise<Uint8Array | undefined> {
  const { api, name } = repository
  const list = await ask(api, `/repos/${name}/actions/runs/${run}/artifacts?name=${artifactName}&per_page=100`)
  const ids = listOf(at(list, 'artifacts'))
    .filter((item) => textAt(item, 'name') === artifactName && at(item, 'expired') !== true)
    .map((item) => ({ id: numberAt(item, 'id'), size: numberAt(item, 'size_in_bytes') ?? 0 }))
  const latest = ids.reduce<(typeof ids)[number] | undefined>(
    (best, one) => ((one.id ?? 0) > (best?.id ?? 0) ? one : best),
    undefined,
  )
  if (latest?.id === undefined) return undefined
  if (latest.size > most) throw new Failure('the plan that the run has kept is too large', { exit: Exit.problems })
  const zip = await fetched(api, `/repos/${name}/actions/artifacts/${latest.id}/zip`, { most })
  return onlyEntry(zip, fileName, most)
}
