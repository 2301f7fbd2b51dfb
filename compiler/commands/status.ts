import { Exit, Failure } from '../diagnostics/failure.ts'
import { command } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { localOption } from './publish/kv.ts'
import { schemaOption } from './schema-option.ts'
import { compare } from './status/compare.ts'
import { asJson, asTable } from './status/report.ts'
import { ask } from './status/sources.ts'
import { addressOf } from './status/worker.ts'
import { userSalts } from './user-salt.ts'

export const status = command({
  name: 'status',
  summary: 'show what git, the database and the edge hold of each environment, and whether they agree',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment', default: 'every environment' },
    local: localOption,
    url: { type: 'string', value: 'URL', summary: 'ask this Worker, too; HALYARD_API_KEY is sent to it if set' },
    schema: schemaOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard status', 'exits with 0 when all agree, with 3 when they do not'],
    ['halyard status --local', 'with the KV of the running `halyard dev`'],
    ['halyard status --env production --url https://flags.example.com', 'and what the Worker there answers from'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const { env, local, schema } = options
    const url = options.url === undefined ? undefined : addressOf(options.url)
    const sources = await ask({ path: args[0], local, url, schema }, world)
    const environments = compare(sources, env, (environment) => userSalts(environment, world.env)[0])
    if (env !== undefined && environments.length === 0 && ('value' in sources.git || 'value' in sources.database))
      throw new Failure(`there is no environment \`${env}\``, { help: '`halyard status` shows all of them' })
    const agree = environments.every((one) => one.agree) && !Object.values(sources).some((told) => 'failed' in told)
    world.stdout.write(
      format === 'json' ? asJson(sources, environments, agree) : asTable(sources, environments, world.now()),
    )
    return agree ? Exit.fine : Exit.pending
  },
})
