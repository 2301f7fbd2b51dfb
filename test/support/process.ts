import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const cli = fileURLToPath(new URL('../../compiler/cli.ts', import.meta.url))

export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void
  /** How it ended: its exit code, or null when a signal ended it, and what it said on stderr. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>
}

/** Runs a command line as a process of its own. */
export function startHalyard(
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child: ChildProcess = spawn(process.execPath, [cli, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stderr }))
  })
  return { kill: (signal) => void child.kill(signal), ended }
}
