#!/usr/bin/env node
import { main } from './commands/main.ts'

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort(new Error(name)))
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // the reader left, as in `halyard validate | head`: the exit code still tells how it went
    if (error.code !== 'EPIPE') throw error
  })

const colourful = (stream: NodeJS.WriteStream): boolean =>
  process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY && !process.env.NO_COLOR

const exit = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: {
    write: (text) => void process.stdout.write(text),
    colour: colourful(process.stdout),
    columns: process.stdout.columns,
  },
  stderr: { write: (text) => void process.stderr.write(text), colour: colourful(process.stderr) },
  signal: stopping.signal,
  now: Date.now,
})

// Interrupted work may still hold a connection; the server rolls back what was not committed.
if (stopping.signal.aborted) process.exit(exit)
process.exitCode = exit
