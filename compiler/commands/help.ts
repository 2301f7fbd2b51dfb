import type { Command, Option } from './command.ts'

const exits = `Exit codes: 0 fine · 1 problems in the input · 2 wrong use · 3 changes pending · 4 refused by a guard · 5 locked · 70 a bug`

/** What \`halyard --help\` prints. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usage(command).length))
  const lines = commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`)
  return [
    'Halyard: feature flags as code, from a pull request to the edge.',
    '',
    'Usage: halyard COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    'Commands:',
    ...lines,
    '',
    'Examples:',
    '  halyard init                                     start a flag repository here',
    '  halyard validate                                 check every flag file, with exact places',
    '  halyard evaluate new-checkout --env production --user alice',
    '',
    `\`halyard COMMAND --help\` says more. ${exits}`,
    '',
  ].join('\n')
}

/** What \`halyard COMMAND --help\` prints. */
export function commandHelp(command: Command): string {
  const options: [string, Option][] = [
    ...Object.entries(command.options),
    ['help', { type: 'boolean', short: 'h', summary: 'show this text' }],
  ]
  const words = options.map(([name, option]) => optionWords(name, option))
  const width = Math.max(...words.map((word) => word.length))
  const exampleWidth = Math.max(0, ...command.examples.map(([line]) => line.length))
  return [
    `${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`,
    '',
    `Usage: halyard ${usage(command)} [OPTIONS]`,
    '',
    'Options:',
    ...options.map(
      ([, option], index) => `  ${(words[index] ?? '').padEnd(width)}  ${option.summary}${defaultOf(option)}`,
    ),
    '',
    'Examples:',
    ...command.examples.map(([line, meaning]) => `  ${line.padEnd(exampleWidth)}  ${meaning}`),
    '',
  ].join('\n')
}

function usage(command: Command): string {
  return command.arguments ? `${command.name} ${command.arguments}` : command.name
}

function optionWords(name: string, option: Option): string {
  const short = option.short ? `-${option.short}, ` : '    '
  return `${short}--${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`
}

function defaultOf(option: Option): string {
  return option.default ? ` (default: ${option.default})` : ''
}
