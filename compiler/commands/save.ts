import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { World } from './command.ts'

/**
 * Writes a result to the file that the command line names.
 * @throws Failure for a file that cannot be written
 */
export function save(text: string, asWritten: string, { cwd }: World): Promise<void> {
  return saving(asWritten, 'give a file in a folder that is there', () => writeFile(resolve(cwd, asWritten), text))
}

/**
 * Writes to the place that the command line names.
 * @throws Failure with this help for what the system refuses: what is read-only, or below a file; a full disk
 */
export async function saving<T>(asWritten: string, help: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause
    throw new Failure(`\`${visible(asWritten)}\` cannot be written: ${cause.message}`, { help, cause })
  }
}

/** For a folder. */
export const givenFolder = 'give a folder that may be written, or that may be made'
