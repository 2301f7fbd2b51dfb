import type { Place } from '../place.ts'

/** Where things are, from the top of the git repository; empty, or ending in `/`. */
export interface Folders {
  /** The flag repository. */
  readonly flags: string
  /** What package.json and package-lock.json stand in. */
  readonly packages: string
}

export function foldersOf({ fromTop, toPackage }: Place): Folders {
  const steps = fromTop.split('/').filter(Boolean)
  const packages = steps.slice(0, steps.length - toPackage.split('/').filter(Boolean).length)
  return { flags: fromTop, packages: packages.map((step) => `${step}/`).join('') }
}

/** A path within YAML: folders may be called anything. */
export function yamlPath(path: string): string {
  return JSON.stringify(path === '' ? '.' : path)
}

/** A path within a shell. */
export function shellPath(path: string): string {
  return path === '' ? '.' : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
