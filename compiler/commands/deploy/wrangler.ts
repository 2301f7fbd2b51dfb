import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Exit } from '../../diagnostics/failure.ts'
import type { World } from '../command.ts'

/** Runs the wrangler that Halyard depends on, in this terminal; returns an exit code. */
export async function runWrangler(words: readonly string[], { cwd, env, signal }: World): Promise<number> {
  const home = dirname(createRequire(import.meta.url).resolve('wrangler/package.json'))
  const child = spawn(process.execPath, [join(home, 'bin/wrangler.js'), ...words], { cwd, env, stdio: 'inherit' })
  const stop = (): void => void child.kill('SIGINT')
  signal.addEventListener('abort', stop)
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return code === 0 ? Exit.fine : Exit.problems
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
