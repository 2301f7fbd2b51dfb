import { watch } from 'chokidar'
import { Runs } from './runs.ts'

/** How long a burst of file events may last, in milliseconds; editors write a file in several steps. */
const settle = 40

export interface Watched {
  /**
   * Calls `changed` after every burst of changes, never twice at once: changes that arrive meanwhile lead to one more call,
   * as do those that were seen before anybody asked.
   */
  each(changed: () => Promise<void>): void
  /** Stops watching and waits for the running call. */
  stop(): Promise<void>
}

/** Watches YAML files below a folder from now on. */
export async function watchFlags(folder: string): Promise<Watched> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => /[/\\](\.git|node_modules|\.halyard)([/\\]|$)/.test(path),
  })
  let runs: Runs | undefined
  let wasSeen = false
  watcher.on('all', (_event, path) => {
    if (!/\.ya?ml$/.test(path)) return
    wasSeen = true
    runs?.soon()
  })
  await new Promise<void>((resolve, reject) => watcher.once('ready', resolve).once('error', reject))
  return {
    each(changed) {
      runs = new Runs(changed, settle)
      if (wasSeen) runs.soon()
    },
    async stop() {
      await watcher.close()
      await runs?.stop()
    },
  }
}
