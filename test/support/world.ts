import type { World } from '../../compiler/commands/command.ts'

/** A world in which nobody listens. */
export function silentWorld(): World {
  const sink = { write: () => {}, colour: false }
  return {
    cwd: '/',
    env: {},
    stdout: sink,
    stderr: sink,
    signal: new AbortController().signal,
    now: () => Date.parse('2026-06-01T00:00:00Z'),
  }
}
