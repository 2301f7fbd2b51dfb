import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isConfigured } from '../../edge/cloudflare.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { readDatabase, type Stored } from '../build/database.ts'
import { inOrder } from '../build/environments.ts'
import type { Content } from '../build/source.ts'
import type { World } from '../command.ts'
import { compileHead } from '../compiling-commit.ts'
import { findProject, type Project } from '../project.ts'
import { openKv } from '../publish/kv.ts'
import { desired } from '../../plan/desired.ts'
import { type EdgeState, readEdge } from './edge.ts'
import { readWorker, type WorkerState } from './worker.ts'

/** What was asked of one place: what it says, or why it says nothing. `absent`: there is no such place here. */
export type Told<T> =
  | { readonly value: T }
  | { readonly absent: string }
  | { readonly failed: string; readonly help?: string | undefined }

export interface Sources {
  readonly git: Told<Content>
  readonly database: Told<Stored>
  readonly edge: Told<EdgeState>
  readonly worker: Told<WorkerState>
}

export interface Asked {
  readonly path: string | undefined
  readonly schema: string | undefined
  readonly local: boolean | undefined
  readonly url: string | undefined
}

/** Asks every place there is; whatever happens to one, the others are asked. */
export async function ask(asked: Asked, world: World): Promise<Sources> {
  const project = await told(() => Promise.resolve(findProject(world.cwd, asked.path)))
  const found = 'value' in project ? project.value : undefined
  const [git, database, worker] = await Promise.all([
    found ? told(() => askGit(found, world)) : { absent: 'no flags folder here' },
    askDatabase(found, asked, world),
    asked.url === undefined ? { absent: 'no `--url` given' } : told(() => readWorker(asked.url!, world)),
  ])
  const isLocal = asked.local === true
  const isAsked = isConfigured(world.env) || isLocal
  const edge: Told<EdgeState> = isAsked
    ? await told(async () => readEdge(await openKv(isLocal, world), namesOf(git, database), isLocal))
    : { absent: 'CLOUDFLARE_API_TOKEN and the others of docs/publishing.md are not set' }
  return { git, database, edge, worker }
}

function namesOf(...asked: readonly Told<Content>[]): string[] {
  const sources = asked.flatMap((told) => ('value' in told ? [told.value] : []))
  return sources.flatMap(({ rows }) => inOrder(rows.environments).map(({ environment }) => environment))
}

async function askGit(project: Project, world: World): Promise<Content> {
  const compiled = await compileHead(project, world)
  if (compiled) return { rows: desired(compiled.model), revision: compiled.revision }
  throw new Failure('the flag files at HEAD have errors', { exit: Exit.problems })
}

async function askDatabase(project: Project | undefined, { schema }: Asked, world: World): Promise<Told<Stored>> {
  const isServer = (world.env['DATABASE_URL'] ?? '') !== ''
  const root = project?.root ?? world.cwd
  if (!isServer && !existsSync(join(root, '.halyard', 'db'))) return { absent: 'DATABASE_URL is not set' }
  return told(() => readDatabase(root, schema, world))
}

async function told<T>(ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (error instanceof Failure) return { failed: error.message, help: error.help }
    throw error
  }
}
