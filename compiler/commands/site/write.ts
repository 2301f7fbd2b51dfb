import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { visible } from '../../source/characters.ts'
import type { Files } from './crawl.ts'

/** Says that a folder is a site, and may be written again. */
const marker = '.halyard-site'

/**
 * @param asWritten by whoever named the folder
 * @throws Failure exit 4 for a folder that holds something else, unless it is to be replaced whatever it holds
 */
export function requireOurs(folder: string, asWritten: string, force: boolean): void {
  if (force || !existsSync(folder)) return
  const names = statSync(folder).isDirectory() ? readdirSync(folder) : [folder]
  if (names.length === 0 || names.includes(marker)) return
  throw new Failure(`\`${visible(asWritten)}\` holds something that is no site`, {
    exit: Exit.refused,
    help: 'give another folder, or --force to replace all that is in it',
  })
}

/** Writes all of it beside the folder, which it then takes the place of: a site is never half-written. */
export async function writeSite(folder: string, files: Files): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const beside = await mkdtemp(`${folder}.`) // a name that nobody else has
  const [fresh, old] = [join(beside, 'new'), join(beside, 'old')]
  try {
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(fresh, name)), { recursive: true })
      await writeFile(join(fresh, name), bytes)
    }
    await writeFile(join(fresh, marker), '')
    if (existsSync(folder)) await rename(folder, old)
    await rename(fresh, folder)
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}
