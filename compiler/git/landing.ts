import { commitsBetween } from './history.ts'
import type { Repository } from './repository.ts'

/** For each of the commits that is not on head's line of first parents, the commit of that line that brought it in. */
export async function landings(
  repository: Repository,
  head: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const history = await commitsBetween(repository, undefined, head)
  const parents = new Map(history.map((one) => [one.id, one.parents]))
  const line: string[] = []
  for (let id = history[0]?.id; id !== undefined; [id] = parents.get(id) ?? []) line.push(id)
  const landed = new Map<string, string>()
  const passed = new Set(line)
  const waiting = new Set(commits.filter((id) => !passed.has(id)))
  for (const id of line.toReversed()) {
    if (waiting.size === 0) break
    const brought = [...(parents.get(id) ?? [])]
    for (let one = brought.pop(); one !== undefined; one = brought.pop()) {
      if (passed.has(one)) continue
      passed.add(one)
      if (waiting.delete(one)) landed.set(one, id)
      brought.push(...(parents.get(one) ?? []))
    }
  }
  return landed
}
