import { join } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import type { Rows } from '../../model/rows.ts'
import { desired } from '../../plan/desired.ts'
import { type Boards, boardMaker, hidesIn } from '../boards/make.ts'
import type { World } from '../command.ts'
import { compileHead } from '../compiling-commit.ts'
import { compileWorktree } from '../compiling.ts'
import { findProject, type Project } from '../project.ts'
import { readDatabase } from './database.ts'

/** What one place says of the flags. */
export interface Content {
  readonly rows: Rows
  /** The git commit the rows say, or `worktree`. */
  readonly revision: string
}

/** What snapshots and boards are made from. */
export interface Source extends Content {
  /** What people are shown, by environment; of a database nothing, since the files tell it. */
  boards(): Promise<Boards>
}

export interface Asked {
  readonly path: string | undefined
  readonly from: string | undefined
  readonly schema: string | undefined
  readonly worktree: boolean | undefined
}

/**
 * The rows to build from, and the folder for the snapshots unless another is given; undefined when the flag files have
 * errors, which are on stderr then. Says on stderr when somebody changed the database since the last sync.
 * @throws Failure when the options do not fit together, or the database has nothing to build from
 */
export async function readSource(asked: Asked, world: World): Promise<(Source & { out: string }) | undefined> {
  const { path, from = 'git', schema, worktree } = asked
  if (from !== 'git' && from !== 'database')
    throw new Failure(`\`--from\` wants \`git\` or \`database\`, not \`${from}\``)
  if (from === 'git') {
    if (schema !== undefined) throw new Failure('`--schema` belongs to `--from database`')
    const project = findProject(world.cwd, path)
    return placed(await compiled(project, world, worktree), project.root)
  }
  if (worktree)
    throw new Failure('`--worktree` and `--from database` exclude each other', { help: 'leave one of them out' })
  // with a server to ask, no checkout is needed
  const root = world.env['DATABASE_URL'] && path === undefined ? world.cwd : findProject(world.cwd, path).root
  const stored = await readDatabase(root, schema, world)
  if (stored.isDrifted)
    world.stderr.write(
      `note: ${stored.store} was changed outside of git since ${stored.revision.slice(0, 7)}; the snapshots say what it says now\n`,
    )
  return placed(stored, root)
}

async function compiled(project: Project, world: World, worktree = false): Promise<Source | undefined> {
  const found = worktree ? await compileWorktree(project, world) : await compileHead(project, world)
  if (!found) return undefined
  const boards = (): Promise<Boards> => boardMaker(project, world, hidesIn(world))(found)
  return { rows: desired(found.model), revision: found.revision, boards }
}

function placed(source: Source | undefined, root: string) {
  return source && { ...source, out: join(root, '.halyard', 'snapshots') }
}
