import type { World } from '../../compiler/commands/command.ts'
import { main } from '../../compiler/commands/main.ts'

export interface Ran {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** RFC 3339; 2026-06-01T00:00:00Z unless given. */
  readonly at?: string
  readonly signal?: AbortSignal
  /** Called with everything written to stdout and stderr, as it is written. */
  readonly onOutput?: (text: string) => void
}

/** Runs one command line in this process, as `cli.ts` would. */
export async function halyard(words: readonly string[], surroundings: Surroundings): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const { cwd, env = {}, at = '2026-06-01T00:00:00Z', signal = new AbortController().signal, onOutput } = surroundings
  const world: World = {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdout: { write: (text) => ((stdout += text), onOutput?.(text)), colour: false },
    stderr: { write: (text) => ((stderr += text), onOutput?.(text)), colour: false },
    signal,
    now: () => Date.parse(at),
  }
  const exit = await main(words, world)
  return { exit, stdout, stderr }
}
