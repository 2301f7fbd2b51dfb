import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { isRunning, startOf } from './process-identity.ts'

/** What the lock file says: who has the folder open, and where that process serves it. */
interface Holder {
  readonly pid: number
  /** Tells the process from a later one with the same pid. */
  readonly start: string
  readonly port?: number
  /** Set until the database is complete; a folder left so is thrown away. */
  readonly unfinished?: true
}

/** The right to open the folder, until `release`. */
export interface EmbeddedLock {
  /** The process before this one died while it made the database. */
  readonly unfinished: boolean
  /** Tells other processes what holds: a port to come through, or that the database is not complete yet. */
  announce(state: { port?: number; unfinished?: true }): void
  release(): void
}

export type Claim =
  | { readonly lock: EmbeddedLock; readonly port?: never }
  | { readonly lock?: never; readonly port: number }

/**
 * Claims a PGlite folder for this process, since two processes in one folder destroy it. A lock left by a process that
 * runs no more is taken over.
 * @returns the lock, or the port on 127.0.0.1 where the process that has it serves the store
 * @throws Failure with exit code 5 when another process still holds it, without serving it, at `deadline` (ms since 1970)
 */
export async function claimEmbedded(folder: string, deadline: number, signal?: AbortSignal): Promise<Claim> {
  const file = `${folder}.lock`
  try {
    mkdirSync(dirname(folder), { recursive: true })
  } catch (error) {
    throw unwritable(dirname(folder), error)
  }
  for (;;) {
    if (create(file, describe({}))) return { lock: held(file, false) }
    const text = readText(file)
    const holder = text === undefined ? undefined : parse(text)
    if (text !== undefined && isStale(text, holder)) {
      if (takeAway(file, text) && create(file, describe({}))) return { lock: held(file, holder?.unfinished === true) }
    } else if (holder?.port !== undefined) return { port: holder.port }
    if (Date.now() >= deadline) throw inUse(holder)
    await sleep(100, undefined, signal ? { signal } : {})
  }
}

function inUse(holder: Holder | undefined): Failure {
  return new Failure(
    `the embedded database .halyard/db is in use by ${holder ? `process ${holder.pid}` : 'another process'}`,
    { exit: Exit.locked, help: 'wait until it ends, or set DATABASE_URL to use a Postgres server' },
  )
}

function describe(state: { port?: number; unfinished?: true }): string {
  return JSON.stringify({ pid: process.pid, start: startOf(process.pid), ...state } satisfies Holder)
}

function held(file: string, unfinished: boolean): EmbeddedLock {
  let open = true
  return {
    unfinished,
    announce(state) {
      writeFileSync(`${file}.new`, describe(state))
      renameSync(`${file}.new`, file) // readers see the old text or the new one, never half
    },
    release() {
      if (open) rmSync(file, { force: true })
      open = false
    },
  }
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw unwritable(file, error)
  }
}

function unwritable(path: string, cause: unknown): Failure {
  return new Failure(`cannot write ${path}`, { help: 'is the folder writable?', cause })
}

/** Undefined when the lock has just gone. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined // half-written: its process is about to finish it, or died right there
  }
}

const halfWritten = new Map<string, number>()

function isStale(text: string, holder: Holder | undefined): boolean {
  if (holder) return !isRunning(holder.pid, holder.start)
  const since = halfWritten.get(text) ?? Date.now()
  halfWritten.set(text, since)
  return Date.now() - since > 2000
}

/** Moves a stale lock aside; of several processes that try, one succeeds, and a new lock is never taken away. */
function takeAway(file: string, stale: string): boolean {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const moved = readFileSync(aside, 'utf8')
  if (moved !== stale) create(file, moved)
  rmSync(aside)
  return moved === stale
}
