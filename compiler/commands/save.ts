import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { World } from './command.ts'

/**
 * Writes a result to the file that the command line names.
 * @throws Failure for a file that cannot be written
 */
export async function save(text: string, asWritten: string, { cwd }: World): Promise<void> {
  try {
    await writeFile(resolve(cwd, asWritten), text)
  } catch (cause) {
    throw new Failure(`\`${visible(asWritten)}\` cannot be written: ${(cause as Error).message}`, {
      help: 'give a file in a folder that is there',
      cause,
    })
  }
}
