import { Exit, Failure } from '../diagnostics/failure.ts'
import { choices } from '../diagnostics/prose.ts'
import { command, type World } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import type { Candidate } from './publish/candidate.ts'
import { readCandidates } from './publish/candidates.ts'
import { publishEach } from './publish/each.ts'
import { localOption, openKv } from './publish/kv.ts'
import { askLineage } from './publish/lineage.ts'
import { isLifted, railOptions } from './publish/policy.ts'
import { asJson, asTable } from './publish/report.ts'
import { schemaOption } from './schema-option.ts'

interface Asked {
  readonly env: string | undefined
  readonly all: boolean | undefined
  readonly local: boolean | undefined
  readonly from: string | undefined
  readonly snapshots: string | undefined
  readonly schema: string | undefined
  readonly worktree: boolean | undefined
}

export const publish = command({
  name: 'publish',
  summary: 'bring snapshots to the edge, where they are answered from within a minute',
  arguments: '[PATH]',
  arity: [0, 1],
  endsItself: true,
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    all: { type: 'boolean', summary: 'every environment, those that are not protected first' },
    local: localOption,
    from: { type: 'string', value: 'SOURCE', summary: '`git` or `database`', default: 'git' },
    snapshots: { type: 'string', value: 'DIR', summary: 'what `halyard build` wrote there, without git or a database' },
    schema: schemaOption,
    worktree: { type: 'boolean', summary: 'with --local: the files on disk instead of the commit at HEAD' },
    ...railOptions,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard publish --all', 'the commit at HEAD; CLOUDFLARE_API_TOKEN and others say where, see docs/publishing.md'],
    ['halyard publish --env production --from database', 'what the last sync left in the database'],
    ['halyard publish --all --snapshots snapshots', 'what CI has kept, with nothing but a token'],
    ['halyard publish --all --local', 'to the running `halyard dev`'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    judgeChoice(options)
    const kv = await openKv(options.local, world) // before anything is compiled: what is not set is said at once
    const candidates = await readCandidates({ ...options, path: args[0] }, world)
    if (!candidates) return Exit.problems
    const chosen = chosenOf(candidates, options.env)
    const revision = chosen[0]?.published.revision ?? ''
    const lineage = await askLineage(revision, folderOf(options, args[0], world), world)
    const rails = { isAllowed: isLifted(options), lineage, repair: options.repair === true }
    const { done, failure } = await publishEach(kv, chosen, rails, world)
    world.stdout.write(format === 'json' ? asJson(revision, done) : asTable(done))
    if (failure !== undefined) throw failure
    return Exit.fine
  },
})

function judgeChoice({ env, all, snapshots, from, schema, worktree, local }: Asked): void {
  if ((env === undefined) === (all !== true))
    throw new Failure(env === undefined ? 'which environment?' : '`--env` and `--all` exclude each other', {
      help: 'give `--env NAME` for one, or `--all` for every one',
    })
  if (snapshots !== undefined && (from !== undefined || schema !== undefined || worktree))
    throw new Failure('`--snapshots` publishes what was built: nothing else is read', {
      help: 'leave `--from`, `--schema` and `--worktree` out',
    })
  if (worktree && !local)
    throw new Failure('what is not committed is published with `--local` only', {
      help: 'commit it first: whoever looks for the cause of an answer looks into git',
    })
}

function chosenOf(candidates: readonly Candidate[], name: string | undefined): readonly Candidate[] {
  const chosen = candidates.filter(({ environment }) => name === undefined || environment === name)
  if (chosen.length > 0) return chosen
  if (name === undefined) throw new Failure('there are no environments', { help: 'declare one in your flag files' })
  throw new Failure(`there is no environment \`${name}\``, {
    help: `there are ${choices(candidates.map(({ environment }) => environment))}`,
  })
}

/** Git is only asked which revision is newer; where it is not the source, the folder this runs in may be inside of it. */
function folderOf({ snapshots, from }: Asked, path: string | undefined, { cwd }: World): string {
  return snapshots === undefined && from !== 'database' ? findProject(cwd, path).root : cwd
}
