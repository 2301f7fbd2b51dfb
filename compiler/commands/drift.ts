import { openStore } from '../database/connect.ts'
import { isPrepared } from '../database/prepared.ts'
import { readSyncState } from '../database/sync-state.ts'
import { Exit } from '../diagnostics/failure.ts'
import { openRepository } from '../git/repository.ts'
import { driftAsJson } from '../plan/as-json.ts'
import { command } from './command.ts'
import { driftTable } from './drift/table.ts'
import { findDrift } from './drift/find.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import { schemaOption } from './schema-option.ts'
import { commitOf } from './sync/base.ts'

export const drift = command({
  name: 'drift',
  summary: 'list what was changed in the database outside of git, by whom and when',
  arguments: '[PATH]',
  arity: [0, 1],
  options: { schema: schemaOption, format: formatOption('pretty', 'json') },
  examples: [
    ['halyard drift', 'exits with 3 when there is some, with 0 when there is none'],
    ['halyard drift --format json', 'for machines: each field as synced, as it is, as git wants it'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const project = findProject(world.cwd, args[0])
    const repository = await openRepository(project.root)
    const { env, signal } = world
    const store = await openStore({ root: project.root, env, schema: options.schema, signal })
    try {
      const found = await findDrift(store, { project, repository, world })
      const revision = (await isPrepared(store)) ? (await readSyncState(store)).revision : null
      if (format === 'json')
        world.stdout.write(`${JSON.stringify({ store: store.name, revision, drift: driftAsJson(found) })}\n`)
      else if (found.length > 0) world.stdout.write(driftTable(found, world.now()))
      if (format === 'pretty') world.stderr.write(advice(found.length, store.name, revision))
      return found.length > 0 ? Exit.pending : Exit.fine
    } finally {
      await store.close()
    }
  },
})

function advice(count: number, store: string, revision: string | null): string {
  if (revision === null && count === 0) return `nothing was synced to ${store} yet\n`
  if (commitOf(revision) === null) return `${store} follows no commit: \`halyard dev\` or somebody's hands filled it\n`
  if (count === 0) return `${store} is as ${revision?.slice(0, 7)} left it\n`
  return `\nthe edge serves what git says. Bring it into git with \`halyard adopt\`, or let git win with \`halyard sync --drift=overwrite\`\n`
}
