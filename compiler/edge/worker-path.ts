import { fileURLToPath } from 'node:url'

/**
 * A module of the Worker: the TypeScript in a checkout and the compiled JavaScript in the published package; it stands at the
 * same place beside this file in both.
 */
export function workerModule(name: 'index' | 'app'): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`../../worker/${name}.${extension}`, import.meta.url))
}
