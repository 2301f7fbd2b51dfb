import { watch } from 'chokidar'

/** How long a burst of file events may last; editors write a file in several steps. */
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
  const runs = new Runs(changed)
  watcher.on('all', (_event, path) => {
    if (/\.ya?ml$/.test(path)) runs.soon()
  })
  await new Promise<void>((resolve, reject) => watcher.once('ready', resolve).once('error', reject))
  return async () => {
    await watcher.close()
    await runs.stop()
  }
}

class Runs {
  readonly #work: () => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined

  constructor(work: () => Promise<void>) {
    this.#work = work
  }

  soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#run(), settle)
  }

  async #run(): Promise<void> {
    if (this.#running) return this.soon()
    this.#running = this.#work()
    await this.#running
    this.#running = undefined
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#running
  }
}
