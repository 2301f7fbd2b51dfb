import { parseArgs } from 'node:util'
import { suggest } from '../source/suggest.ts'
import { parseOptions, type Command, type Values, type World } from './command.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { commandHelp, overview } from './help.ts'
import { loadCommand, loadCommands, names } from './index.ts'
import { version } from './version.ts'
import { inWorkflow } from './workflow-log.ts'

/** Runs one command line; returns the exit code. Never throws. */
export async function main(argv: readonly string[], outside: World): Promise<number> {
  const world = inWorkflow(outside, undefined)
  try {
    return await dispatch(argv, world)
  } catch (error) {
    return explainFailure(error, world)
  }
}

async function dispatch(argv: readonly string[], world: World): Promise<number> {
  const [first, ...rest] = argv
  if (first === '--version' || first === '-v') return say(world, `halyard ${version}\n`)
  if (first === undefined) {
    world.stderr.write(overview(await loadCommands()))
    return Exit.usage
  }
  const name = first === 'help' ? rest[0] : first
  if (name === undefined || name === '--help' || name === '-h') return say(world, overview(await loadCommands()))
  const found = await find(name)
  if (first === 'help' || wantsHelp(rest)) return say(world, commandHelp(found))
  const { positionals, values } = read(found, rest)
  const input = { args: positionals, options: values as Values<typeof found.options> }
  const running = found.run(input, inWorkflow(world, formatOf(found, values)))
  return found.endsItself ? running : Promise.race([running, interrupted(world.signal)])
}

/** The format a command line asks for; a command without a choice speaks to people. */
function formatOf({ options }: Command, { format }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof format === 'string' ? format : options['format'] ? options['format'].default : 'pretty'
}

/** What a shell expects of a command that Ctrl-C ended. */
const interruptedExit = 130

function interrupted(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(interruptedExit) // while the command was being loaded
    else signal.addEventListener('abort', () => resolve(interruptedExit), { once: true })
  })
}

function say(world: World, text: string): number {
  world.stdout.write(text)
  return Exit.fine
}

async function find(name: string): Promise<Command> {
  const found = await loadCommand(name)
  if (found) return found
  const near = suggest(name, names)
  throw new Failure(`there is no command \`${name}\``, {
    help: near ? `did you mean \`halyard ${near}\`?` : 'run `halyard --help` for the list of commands',
  })
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? undefined : end).some((word) => word === '--help' || word === '-h')
}

function read(command: Command, words: readonly string[]) {
  const help = `run \`halyard ${command.name} --help\` for its arguments`
  const parsed = tryParse(command, words, help)
  const [fewest, most] = command.arity
  const count = parsed.positionals.length
  if (count < fewest)
    throw new Failure(`\`halyard ${command.name}\` needs ${command.arguments ?? 'an argument'}`, { help })
  if (count > most)
    throw new Failure(`\`halyard ${command.name}\` does not take \`${parsed.positionals[most]}\``, { help })
  return parsed
}

function tryParse(command: Command, words: readonly string[], help: string) {
  try {
    return parseArgs({ args: [...words], options: parseOptions(command.options), allowPositionals: true, strict: true })
  } catch (cause) {
    const unknown = /Unknown option '(--?[^']+)'/.exec((cause as Error).message)?.[1]
    const near = unknown && suggest(unknown.replace(/^-+/, ''), Object.keys(command.options))
    if (unknown)
      throw new Failure(`\`halyard ${command.name}\` has no option \`${unknown}\``, {
        help: near ? `did you mean \`--${near}\`?` : help,
        cause,
      })
    const [sentence = ''] = (cause as Error).message.split(/\.\s|\n/)
    throw new Failure(sentence, { help, cause })
  }
}

function explainFailure(error: unknown, world: World): number {
  if (world.signal.aborted) return interruptedExit
  if (error instanceof Failure) {
    world.stderr.write(`error: ${error.message}\n${error.help ? `  help: ${error.help}\n` : ''}`)
    return error.exit
  }
  const detail = error instanceof Error ? (world.env.HALYARD_DEBUG ? error.stack : error.message) : String(error)
  world.stderr.write(
    `bug: ${detail}\n  help: this is a mistake in Halyard, please report it; HALYARD_DEBUG=1 shows where it happened\n`,
  )
  return Exit.bug
}
