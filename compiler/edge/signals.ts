const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs `start` and takes away the signal handlers it installs: the Workers runtime would end the process on Ctrl-C at once,
 * before the store is closed. What it does at the exit of the process stays.
 */
export function keepingSignals<T>(start: () => T): T {
  const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal))]))
  const started = start()
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (!before.get(signal)?.has(listener)) process.removeListener(signal, listener)
  return started
}
