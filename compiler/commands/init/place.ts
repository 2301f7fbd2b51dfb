import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Where a flag repository stands among its surroundings. Paths have forward slashes; one that is not empty ends in one. */
export interface Place {
  /** From the folder to the one that holds package.json and node_modules: ``, `../`, … */
  readonly toPackage: string
  /** There is no package.json in the git repository, so the folder gets one of its own. */
  readonly packageMissing: boolean
  /** From the folder to the top of the git repository, where GitHub looks for workflows: ``, `../`, … */
  readonly toTop: string
  /** The way back: ``, `config/flags/`, … */
  readonly fromTop: string
}

/** Looks around from a folder, up to the top of its git repository; a folder outside of any becomes one itself. */
export function findPlace(folder: string): Place {
  const top = upwards(folder).find((candidate) => existsSync(join(candidate, '.git'))) ?? folder
  const within = upwards(folder).filter((candidate) => candidate.length >= top.length)
  const home = within.find((candidate) => existsSync(join(candidate, 'package.json')))
  return {
    toPackage: between(folder, home ?? folder),
    packageMissing: home === undefined,
    toTop: between(folder, top),
    fromTop: between(top, folder),
  }
}

function upwards(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...upwards(parent)]
}

function between(from: string, to: string): string {
  const path = relative(from, to).split(sep).join('/')
  return path === '' ? '' : `${path}/`
}
