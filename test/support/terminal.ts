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
  readonly stdin?: AsyncIterable<Uint8Array>
  /** The width of the terminal; none unless given. */
  readonly columns?: number
  /** Instead of `at`: milliseconds since 1970-01-01T00:00:00Z, each time somebody asks. */
  readonly clock?: () => number
  /** Called with everything written to stdout and stderr, as it is written. */
  readonly onOutput?: (text: string) => void
}

/** Runs one command line in this process, as `cli.ts` would. */
export async function halyard(words: readonly string[], surroundings: Surroundings): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const { cwd, env = {}, at = '2026-06-01T00:00:00Z', signal = new AbortController().signal, onOutput } = surroundings
  const { stdin, columns, clock = () => Date.parse(at) } = surroundings
  const world: World = {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdin,
    stdout: { write: (text) => ((stdout += text), onOutput?.(text)), colour: false },
    stderr: { write: (text) => ((stderr += text), onOutput?.(text)), colour: false, columns },
    signal,
    now: clock,
  }
  const exit = await main(words, world)
  return { exit, stdout, stderr }
}
