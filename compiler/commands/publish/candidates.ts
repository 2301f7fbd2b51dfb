import { resolve } from 'node:path'
import { snapshot } from '../../emit/snapshot.ts'
import { inOrder } from '../build/environments.ts'
import { type Asked as AskedSource, readSource, type Source } from '../build/source.ts'
import type { World } from '../command.ts'
import { localKeys, withLocalKey } from '../dev/keys.ts'
import { findProject } from '../project.ts'
import { userSalts, warnOfPersonalKeys } from '../user-salt.ts'
import { type Candidate, publishedOf } from './candidate.ts'
import { candidatesIn } from './folder.ts'

export interface Asked extends AskedSource {
  /** A folder that `halyard build` wrote; nothing else is read then. */
  readonly snapshots: string | undefined
  /** For the KV of `halyard dev`? */
  readonly local?: boolean | undefined
}

/**
 * What is asked for; undefined when the flag files have errors, which are on stderr then.
 * @throws Failure when it cannot be read
 */
export async function readCandidates(asked: Asked, world: World): Promise<Candidate[] | undefined> {
  const { snapshots, local, path } = asked
  if (snapshots !== undefined) return candidatesIn(resolve(world.cwd, snapshots), snapshots)
  const source = await readSource(asked, world)
  return source && candidatesOf(source, local ? findProject(world.cwd, path).root : undefined, world)
}

/**
 * The snapshots of these rows, all of them made before any is published.
 * @param root the folder of `.halyard/`, for the KV of `halyard dev`: its keys go along, as whoever works there expects
 */
async function candidatesOf(source: Source, root: string | undefined, world: World): Promise<Candidate[]> {
  const { rows, revision } = source
  const boards = await source.boards()
  const promoted = inOrder(rows.environments)
  const names = promoted.map(({ environment }) => environment)
  const keys = root === undefined ? {} : await localKeys(root, names)
  return promoted.map(({ environment, isProtected }) => {
    // the KV of `halyard dev` is no secret from who runs it, and its Worker knows no salt
    const [salt] = root === undefined ? userSalts(environment, world.env) : []
    const content = withLocalKey(snapshot(rows, environment, revision, salt), keys)
    if (root === undefined) warnOfPersonalKeys(content, world)
    return { environment, isProtected, published: publishedOf(content, boards.get(environment)) }
  })
}
