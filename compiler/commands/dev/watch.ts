import { watch } from 'chokidar'
import { Runs } from './runs.ts'

/** How long a burst of file events may last, in milliseconds; editors write a file in several steps. */
const settle = 40

/**
 * Calls `changed` after every burst of changes to YAML files below a folder, never twice at once: changes that arrive
 * meanwhile lead to one more call.
 * @returns a function that stops watching and waits for the running call
 */
export async function watchFlags(folder: string, changed: () => Promise<void>): Promise<() => Promise<void>> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => /[/\\](\.git|node_modules|\.halyard)([/\\]|$)/.test(path),
  })
  const runs = new Runs(changed, settle)
  watcher.on('all', (_event, path) => {
    if (/\.ya?ml$/.test(path)) runs.soon()
  })
  await new Promise<void>((resolve, reject) => watcher.once('ready', resolve).once('error', reject))
  return async () => {
    await watcher.close()
    await runs.stop()
  }
}
