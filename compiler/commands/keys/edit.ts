import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import type { Environment } from '../../model/model.ts'
import { Unsafe } from '../../source/edit.ts'
import type { World } from '../command.ts'

/** From the top of the file to the keys of an environment. */
export type PathOfKeys = [section: string, environment: string, field: string]

/**
 * Changes the file that holds an environment, and nothing in it but what `change` does.
 *
 * @returns the path of the file, as people know it
 */
export async function edit(
  { declared: { file, path } }: Environment,
  world: World,
  change: (text: string, path: PathOfKeys) => string,
): Promise<string> {
  const place = resolve(world.cwd, file.path)
  const before = await readFile(place, 'utf8')
  const keys: PathOfKeys = [String(path[0]), String(path[1]), 'keys']
  try {
    await writeFile(place, change(before, keys))
  } catch (cause) {
    if (!(cause instanceof Unsafe)) throw cause
    throw new Failure(`${file.path} is written in a way that cannot be changed safely`, {
      help: `write \`${keys[1]}:\` on lines of its own and run this again`,
      cause,
    })
  }
  return file.path
}
