import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { serialise, snapshot } from '../emit/snapshot.ts'
import type { SoundModel } from '../model/model.ts'
import { command } from './command.ts'
import { compileHead, compileWorktree } from './compiling.ts'
import { Exit } from '../diagnostics/failure.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'

interface Built {
  readonly environment: string
  readonly sha256: string
  readonly file: string
  readonly bytes: number
  readonly flags: number
}

export const build = command({
  name: 'build',
  summary: 'write one content-addressed snapshot per environment',
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
    worktree: { type: 'boolean', summary: 'compile the files on disk instead of the commit at HEAD' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard build --out dist/snapshots', 'the commit at HEAD, one file per environment and an index.json'],
    ['halyard build --worktree', 'what is on disk now, committed or not'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const project = findProject(world.cwd, args[0])
    const compiled = options.worktree ? await compileWorktree(project, world) : await compileHead(project, world)
    if (!compiled) return Exit.problems
    const out = resolve(world.cwd, options.out ?? join(project.root, '.halyard', 'snapshots'))
    const built = await writeSnapshots(compiled.model, compiled.revision, out)
    world.stdout.write(
      format === 'json' ? `${JSON.stringify({ revision: compiled.revision, snapshots: built })}\n` : table(built, out),
    )
    return Exit.fine
  },
})

/** Snapshots first, the index that names them last, so that a reader of the index never finds a file missing. */
async function writeSnapshots(model: SoundModel, revision: string, out: string): Promise<Built[]> {
  await mkdir(out, { recursive: true })
  const built: Built[] = []
  for (const environment of model.environments.values()) {
    const { bytes, sha256 } = serialise(snapshot(model, environment, revision))
    const file = `${environment.key}.${sha256}.json`
    await replace(join(out, file), bytes)
    built.push({ environment: environment.key, sha256, file, bytes: bytes.length, flags: model.flags.size })
  }
  await replace(join(out, 'index.json'), `${JSON.stringify({ revision, snapshots: built }, null, 2)}\n`)
  return built
}

async function replace(file: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${file}.new`, content)
  await rename(`${file}.new`, file)
}

function table(built: readonly Built[], out: string): string {
  const width = Math.max(0, ...built.map(({ environment }) => environment.length))
  const lines = built.map(
    ({ environment, sha256, bytes, flags }) =>
      `  ${environment.padEnd(width)}  ${sha256.slice(0, 12)}  ${flags} flags  ${bytes} bytes`,
  )
  return `${built.length} snapshots in ${out}\n${lines.join('\n')}\n`
}
