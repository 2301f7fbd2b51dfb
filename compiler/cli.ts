#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'

// Before anything else is loaded: what it keeps of our code makes every start after the first one twice as fast.
enableCompileCache()
const { main } = await import('./commands/main.ts')
// A compilation keeps nearly all it makes: a nursery that grows further saves no time and costs a hundred megabytes.
if (Number.parseInt(process.versions.v8) < 14) setFlagsFromString('--semi-space-growth-factor=1')

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort(new Error(name)))
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // the reader left, as in `halyard validate | head`: the exit code still tells how it went
    if (error.code === 'EPIPE') return
    // such as a full disk
    if (stream === process.stdout) process.stderr.write(`error: the output cannot be written: ${error.message}\n`)
    process.exit(1)
  })

const colourful = (stream: NodeJS.WriteStream): boolean =>
  process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY && !process.env.NO_COLOR

/** A reader that left never asks for more. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'error', 'close']
    const done = () => {
      for (const event of events) stream.off(event, done)
      resolve()
    }
    if (!stream.writableNeedDrain || stream.destroyed) return done()
    for (const event of events) stream.once(event, done)
  })

const exit = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  get stdin() {
    return process.stdin
  },
  stdout: {
    write: (text) => void process.stdout.write(text),
    drained: () => drained(process.stdout),
    colour: colourful(process.stdout),
    columns: process.stdout.columns,
  },
  stderr: {
    write: (text) => void process.stderr.write(text),
    colour: colourful(process.stderr),
    columns: process.stderr.columns,
  },
  signal: stopping.signal,
  now: Date.now,
})

// Interrupted work may still hold a connection; the server rolls back what was not committed.
if (stopping.signal.aborted) process.exit(exit)
process.exitCode = exit
