import { Exit } from '../../compiler/diagnostics/failure.ts'
import { commandHelp } from '../../compiler/commands/help.ts'
import { loadCommands } from '../../compiler/commands/index.ts'

const meanings: Readonly<Record<keyof typeof Exit, string>> = {
  fine: 'Fine.',
  problems: 'Problems in the input, such as an error in a flag file.',
  usage: 'Wrong use: an unknown option, a missing argument, something that is not there.',
  pending: 'Changes or drift are pending, when asked to tell.',
  refused: 'Refused by a guard; the message names what would allow it.',
  locked: 'Somebody else held the lock for too long.',
  bug: 'A mistake in Halyard itself: please report it.',
}

/** Every command, with the text that `halyard COMMAND --help` prints. */
export async function cliPage(): Promise<string> {
  const commands = await loadCommands()
  const sections = commands.map(
    (command) => `## halyard ${command.name}\n\n\`\`\`text\n${commandHelp(command).trim()}\n\`\`\`\n`,
  )
  const list = commands.map(({ name, summary }) => `| [\`${name}\`](#halyard-${name}) | ${summary} |`)
  const codes = Object.entries(Exit).map(([name, code]) => `| ${code} | ${meanings[name as keyof typeof Exit]} |`)
  return [
    '# Commands\n',
    'Results go to stdout, talk goes to stderr. Colours are left out when the output is no terminal or `NO_COLOR` is set.\n',
    `| Command | What it does |\n| --- | --- |\n${list.join('\n')}\n`,
    `## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n${codes.join('\n')}\n`,
    ...sections,
  ].join('\n')
}
