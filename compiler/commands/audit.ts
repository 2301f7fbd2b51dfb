import { readAudit } from '../database/audit.ts'
import { openStore } from '../database/connect.ts'
import { isPrepared } from '../database/prepared.ts'
import { auditTable } from './audit/table.ts'
import { command } from './command.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import { schemaOption } from './schema-option.ts'

const most = 50

export const audit = command({
  name: 'audit',
  summary: 'show who changed what, when, and with which commit',
  arguments: '[FLAG]',
  arity: [0, 1],
  options: {
    limit: { type: 'string', short: 'n', value: 'N', summary: 'how many of the newest changes', default: String(most) },
    schema: schemaOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard audit', 'the newest changes of every flag, group and user'],
    ['halyard audit new-checkout', 'the story of one flag'],
    ['halyard audit --limit 1000 --format json', 'for machines'],
  ],
  async run({ args: [flag], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const limit = readLimit(options.limit)
    // with a server to ask, it works anywhere: whoever is called at night may have no checkout
    const root = world.env['DATABASE_URL'] ? world.cwd : findProject(world.cwd).root
    const store = await openStore({ root, env: world.env, schema: options.schema, signal: world.signal })
    try {
      const entries = (await isPrepared(store)) ? await readAudit(store, { flag, limit }) : []
      if (format === 'json') world.stdout.write(`${JSON.stringify(entries)}\n`)
      else if (entries.length > 0)
        world.stdout.write(auditTable(entries, world.stdout.columns ?? (Number(world.env['COLUMNS']) || 120)))
      else
        world.stderr.write(`${flag === undefined ? 'nothing was changed yet' : `no change of \`${flag}\` is known`}\n`)
      return Exit.fine
    } finally {
      await store.close()
    }
  },
})

function readLimit(asked: string | undefined): number {
  if (asked === undefined) return most
  if (/^[1-9]\d{0,6}$/.test(asked)) return Number(asked)
  throw new Failure(`\`--limit\` wants a number from 1 to 9999999, not \`${asked}\``)
}
