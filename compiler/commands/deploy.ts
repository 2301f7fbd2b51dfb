import { join } from 'node:path'
import { prove } from '../edge/prove.ts'
import { Exit } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { command, type World } from './command.ts'
import { configFor } from './deploy/config.ts'
import { writeEntry } from './deploy/entry.ts'
import { runWrangler } from './deploy/wrangler.ts'
import { findProject } from './project.ts'
import type { Candidate } from './publish/candidate.ts'
import { readCandidates } from './publish/candidates.ts'
import { schemaOption } from './schema-option.ts'

export const deploy = command({
  name: 'deploy',
  summary: 'deploy the Worker with `wrangler deploy`, and the snapshots of now inside as the floor',
  arguments: '[-- WRANGLER-ARGUMENTS]',
  arity: [0, Infinity],
  endsItself: true,
  options: {
    config: {
      type: 'string',
      value: 'FILE',
      summary: 'the configuration for wrangler',
      default: 'wrangler.jsonc, .json or .toml of the flag repository, else the one that comes with Halyard',
    },
    from: { type: 'string', value: 'SOURCE', summary: '`git` or `database`', default: 'git' },
    snapshots: { type: 'string', value: 'DIR', summary: 'what `halyard build` wrote there, without git or a database' },
    schema: schemaOption,
  },
  examples: [
    ['halyard deploy', 'the commit at HEAD; what is published to KV later is answered without another deploy'],
    ['halyard deploy -- --dry-run --outdir bundle', 'what is behind `--` goes to wrangler: here nothing is sent'],
  ],
  async run({ args, options }, world) {
    const { from, snapshots, schema, config: asked } = options
    const candidates = await readCandidates({ path: undefined, worktree: undefined, from, snapshots, schema }, world)
    if (!candidates) return Exit.problems
    for (const candidate of candidates) await proveCandidate(candidate, world)
    const isWithoutProject = snapshots !== undefined || from === 'database'
    const root = isWithoutProject ? world.cwd : findProject(world.cwd).root
    const folder = join(root, '.halyard', 'deploy')
    const entry = await writeEntry(folder, candidates)
    const config = await configFor(asked, root, folder, world)
    world.stderr.write(`the floor: ${counted(candidates.length, 'snapshot')} in ${folder}\n`)
    return runWrangler(['deploy', entry, '--config', config, '--minify', ...args], world)
  },
})

async function proveCandidate({ environment, published }: Candidate, world: World): Promise<void> {
  const { bytes, flags, revision } = published
  const named = { sha256: await sha256Hex(bytes), bytes: bytes.length, flags, revision, seq: 1, at: world.now() }
  await prove(bytes, environment, named, world.now())
}
