import { Exit, Failure } from '../diagnostics/failure.ts'
import type { Replaced } from '../edge/replace-pointer.ts'
import { rollBack } from '../edge/roll-back.ts'
import { nothingPublished, readStanding } from '../edge/standing.ts'
import { hidden } from '../source/characters.ts'
import { isEnvironmentKey } from '../../worker/evaluate/api-key.ts'
import { command } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { localOption, openKv } from './publish/kv.ts'
import { heldInWords, historyTable, publicationInWords } from './rollback/report.ts'

export const rollback = command({
  name: 'rollback',
  summary: 'serve again what was served before, with nothing but a token for the KV',
  arity: [0, 0],
  endsItself: true,
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    to: {
      type: 'string',
      value: 'HASH',
      summary: 'the first 6 or more digits of a snapshot',
      default: 'what was served before',
    },
    reason: {
      type: 'string',
      value: 'TEXT',
      summary: 'why, for those who want to publish next',
      default: 'a rollback',
    },
    'no-hold': { type: 'boolean', summary: 'let the next `halyard publish` pass' },
    list: { type: 'boolean', summary: 'show what was served before, and change nothing' },
    local: localOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard rollback --env production', 'one step back; publications are refused until `halyard publish --resume`'],
    ['halyard rollback --env production --list', 'what there is to go back to'],
    ['halyard rollback --env production --to 3f2a91 --reason "checkout is down"', 'to that snapshot, and why'],
  ],
  async run({ options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const { env, to, list, reason = 'a rollback' } = options
    const environment = requireEnvironment(env)
    if (to !== undefined && !/^[0-9a-f]{6,64}$/.test(to))
      throw new Failure('`--to` wants the first 6 or more digits of a snapshot, from 0 to f', {
        help: `\`halyard rollback --env ${environment} --list\` shows them`,
      })
    if (reason.length > 500 || hidden.test(reason))
      throw new Failure('this reason cannot be kept', { help: 'a reason has up to 500 characters that can be seen' })
    const kv = await openKv(options.local, world)
    if (list) {
      const pointer = await readStanding(kv, environment)
      if (!pointer) throw nothingPublished(kv, environment)
      world.stdout.write(format === 'json' ? `${JSON.stringify({ environment, ...pointer })}\n` : historyTable(pointer))
      return Exit.fine
    }
    const replaced = await rollBack(kv, environment, {
      to,
      hold: options['no-hold'] ? undefined : reason,
      signal: world.signal,
      now: () => world.now(),
      waiting: () => world.stderr.write(`waiting for another publisher of ${environment}\n`),
    })
    const { pointer, isNew } = replaced
    world.stdout.write(
      format === 'json' ? `${JSON.stringify({ environment, isNew, ...pointer })}\n` : inWords(environment, replaced),
    )
    return Exit.fine
  },
})

function requireEnvironment(name: string | undefined): string {
  if (name === undefined) throw new Failure('which environment?', { help: 'give `--env NAME`' })
  if (isEnvironmentKey(name)) return name
  throw new Failure('this is not the name of an environment', { help: 'names are written like `production`' })
}

function inWords(environment: string, { pointer, isNew }: Replaced): string {
  const { served, held, seq } = pointer
  const end = held ? `, ${heldInWords(held)}\nto publish again: halyard publish --env ${environment} --resume\n` : '\n'
  return `${environment} serves ${publicationInWords(served)}${isNew ? ' again' : ' already'}, seq ${seq}${end}`
}
