import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ForgeName } from './ci/ci.ts'
import type { Place } from './place.ts'
import { ignored, templates } from './templates.ts'

export interface Scaffolded {
  /** Paths relative to the folder. */
  readonly written: readonly string[]
  /** Files that were there already and stay as they are. */
  readonly kept: readonly string[]
}

/** Writes the templates into a folder, which is made when it is not there; never writes over a file. */
export async function scaffold(folder: string, place: Place, forge: ForgeName): Promise<Scaffolded> {
  const written: string[] = []
  const kept: string[] = []
  const begun = await hasFlags(join(folder, 'flags'))
  for (const [path, text] of Object.entries(templates(place, forge))) {
    if (begun && path.startsWith('flags/') && path.endsWith('.yaml') && !(await exists(join(folder, path)))) continue
    if (await exists(join(folder, path))) kept.push(path)
    else {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text, { flag: 'wx' })
      written.push(path)
    }
  }
  if (await ignore(join(folder, '.gitignore'))) written.push('.gitignore')
  return { written, kept }
}

/** Flags of somebody's own: examples beside them would define environments a second time. */
async function hasFlags(folder: string): Promise<boolean> {
  if (!(await exists(folder))) return false
  return (await readdir(folder, { recursive: true })).some((name) => /\.ya?ml$/.test(name))
}

/** Adds the missing lines to .gitignore; true when there were any. */
async function ignore(file: string): Promise<boolean> {
  const text = (await exists(file)) ? await readFile(file, 'utf8') : ''
  const lines = new Set(text.split(/\r?\n/).map((line) => line.trim()))
  const missing = ignored.filter((line) => !lines.has(line) && !lines.has(line.replace(/\/$/, '')))
  if (missing.length === 0) return false
  await writeFile(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`)
  return true
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
