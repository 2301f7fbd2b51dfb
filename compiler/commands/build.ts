import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { serialise, snapshot } from '../emit/snapshot.ts'
import { inOrder } from './build/environments.ts'
import { readSource, type Source } from './build/source.ts'
import { command, type World } from './command.ts'
import { Exit } from '../diagnostics/failure.ts'
import { formatOption, readFormat } from './format.ts'
import { givenFolder, saving } from './save.ts'
import { schemaOption } from './schema-option.ts'
import { userSalts, warnOfPersonalKeys } from './user-salt.ts'

interface Built {
  readonly environment: string
  readonly sha256: string
  readonly file: string
  readonly bytes: number
  readonly flags: number
  /** Whether its users are hashed. */
  readonly hashed: boolean
  /** What people are shown about it; absent when it was built from a database. */
  readonly board?: Pick<Built, 'sha256' | 'file' | 'bytes'>
  /** It is published after those that are not. */
  readonly isProtected: boolean
}

export const build = command({
  name: 'build',
  summary: 'write one content-addressed snapshot per environment, and its board',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'DIR',
      summary: 'folder for the snapshots',
      default: '.halyard/snapshots',
    },
    from: { type: 'string', value: 'SOURCE', summary: '`git` or `database`', default: 'git' },
    schema: schemaOption,
    worktree: { type: 'boolean', summary: 'compile the files on disk instead of the commit at HEAD' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard build --out dist/snapshots', 'the commit at HEAD, one file per environment and an index.json'],
    ['halyard build --worktree', 'what is on disk now, committed or not'],
    ['HALYARD_SALT=… halyard build', 'users are named by a hash that only the Worker can make; see docs/privacy.md'],
    ['halyard build --from database', 'what the last sync left in the database: the same files'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const { from, schema, worktree } = options
    const source = await readSource({ path: args[0], from, schema, worktree }, world)
    if (!source) return Exit.problems
    const out = resolve(world.cwd, options.out ?? source.out)
    const built = await saving(options.out ?? source.out, givenFolder, () => writeSnapshots(source, out, world))
    world.stdout.write(
      format === 'json' ? `${JSON.stringify({ revision: source.revision, snapshots: built })}\n` : table(built, out),
    )
    return Exit.fine
  },
})

/** Snapshots first, the index that names them last, so that a reader of the index never finds a file missing. */
async function writeSnapshots(source: Source, out: string, world: World): Promise<Built[]> {
  const { rows, revision } = source
  const boards = await source.boards()
  await mkdir(out, { recursive: true })
  const built: Built[] = []
  for (const { environment, isProtected } of inOrder(rows.environments)) {
    const [salt] = userSalts(environment, world.env)
    const content = snapshot(rows, environment, revision, salt)
    warnOfPersonalKeys(content, world)
    const { bytes, sha256 } = serialise(content)
    const file = `${environment}.${sha256}.snapshot`
    await replace(join(out, file), bytes)
    const board = boards.get(environment)
    built.push({
      environment,
      sha256,
      file,
      bytes: bytes.length,
      flags: content.flags.length,
      isProtected,
      hashed: salt !== undefined,
      ...(board ? { board: await writeBoard(board, environment, out) } : {}),
    })
  }
  await replace(join(out, 'index.json'), `${JSON.stringify({ revision, snapshots: built }, null, 2)}\n`)
  return built
}

async function writeBoard(bytes: Uint8Array, environment: string, out: string): Promise<NonNullable<Built['board']>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = `${environment}.${sha256}.board.json`
  await replace(join(out, file), bytes)
  return { sha256, file, bytes: bytes.length }
}

async function replace(file: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${file}.new`, content)
  await rename(`${file}.new`, file)
}

function table(built: readonly Built[], out: string): string {
  const width = Math.max(0, ...built.map(({ environment }) => environment.length))
  const lines = built.map(
    ({ environment, sha256, bytes, flags, hashed }) =>
      `  ${environment.padEnd(width)}  ${sha256.slice(0, 12)}  ${flags} flags  ${bytes} bytes${hashed ? '  users hashed' : ''}`,
  )
  return `${built.length} snapshots in ${out}\n${lines.join('\n')}\n`
}
