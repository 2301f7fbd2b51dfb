import { Failure } from '../diagnostics/failure.ts'
import { command } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { listKeys } from './keys/list.ts'
import { makeKey } from './keys/new.ts'
import { revokeKey } from './keys/revoke.ts'
import { findProject } from './project.ts'

/** What can be done with keys, and how many words may stand behind it. */
const verbs = { new: [1, 1], list: [0, 1], revoke: [1, 2] } as const

export const keys = command({
  name: 'keys',
  summary: 'make, list and revoke API keys; an environment holds their SHA-256',
  arguments: 'new|list|revoke [ENVIRONMENT] [KEY]',
  arity: [1, 3],
  options: {
    kind: {
      type: 'string',
      short: 'k',
      value: 'server|client',
      summary: 'of a new key: client keys see only flags marked `client: true`',
    },
    name: { type: 'string', value: 'TEXT', summary: 'who uses the key, for people' },
    flags: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard keys new production --kind server --name checkout-api', 'for a backend; the key is printed once'],
    ['halyard keys new production --kind client', 'for browsers'],
    ['halyard keys list', 'of every environment: kind, name, SHA-256, who added it and when'],
    ['halyard keys revoke production 4f2a9c', 'the first digits of its SHA-256, or the key itself'],
    ['halyard keys revoke production --name checkout-api', 'by its name'],
  ],
  async run({ args: [verb = '', environment, key], options }, world) {
    if (!isVerb(verb))
      throw new Failure(`\`halyard keys\` cannot \`${verb}\``, { help: 'it can `new`, `list` and `revoke`' })
    const [fewest, most] = verbs[verb]
    const given = [environment, key].filter((word) => word !== undefined).length
    if (given < fewest) throw new Failure('which environment?', { help: `such as \`halyard keys ${verb} production\`` })
    if (given > most) throw new Failure(`\`halyard keys ${verb}\` takes no key`)
    const asked = {
      project: findProject(world.cwd, options.flags),
      environment,
      key,
      kind: options.kind,
      name: options.name,
      format: readFormat(options.format, ['pretty', 'json']),
    }
    if (verb === 'new') return makeKey(asked, world)
    return verb === 'list' ? listKeys(asked, world) : revokeKey(asked, world)
  },
})

function isVerb(text: string): text is keyof typeof verbs {
  return Object.hasOwn(verbs, text)
}
