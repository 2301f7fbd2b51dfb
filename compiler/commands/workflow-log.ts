import { forWorkflowLog } from '../diagnostics/sanitise.ts'
import type { Sink, World } from './command.ts'

/**
 * In a workflow of GitHub, what is written is also read: a line may be a command. What people are told never is one,
 * whatever names are in it; what machines are given, and annotations, stay as they are.
 * @param format what the command line asked for, or its default; undefined: not known yet
 */
export function inWorkflow(world: World, format: string | undefined): World {
  if (world.env['GITHUB_ACTIONS'] !== 'true') return world
  const { cwd, env, signal } = world
  return {
    cwd,
    env,
    get stdin() {
      return world.stdin // opened by whoever asks for it
    },
    stdout: format === 'pretty' ? inert(world.stdout) : world.stdout,
    stderr: inert(world.stderr),
    signal,
    now: () => world.now(),
  }
}

function inert(sink: Sink): Sink {
  return { ...sink, write: (text) => sink.write(forWorkflowLog(text)) }
}
