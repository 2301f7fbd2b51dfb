import { catalogue } from '../../compiler/catalogue.ts'
import type { Example, ExampleFile, Problem } from '../../compiler/diagnostics/diagnostic.ts'
import { pretty } from '../../compiler/diagnostics/render/pretty.ts'
import { forTerminal } from '../../compiler/diagnostics/sanitise.ts'
import { examine } from '../../compiler/examine.ts'

/** The instant at which the examples are compiled. */
const now = Date.parse('2026-06-01T00:00:00Z')
const mostLines = 24
const mostFiles = 4

/** Every problem: what it is, why it matters, an example with what Halyard really says about it, and how it is right. */
export async function diagnosticsPage(): Promise<string> {
  const problems = catalogue.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const rows = problems.map(({ code, severity, summary }) => `| [\`${code}\`](#${code}) | ${severity} | ${summary} |`)
  const sections = await Promise.all(problems.map(section))
  return [
    '# Diagnostics\n',
    'Everything `halyard validate` and `halyard test` can find. Errors fail the run; warnings do with `--max-warnings 0`; notes never do. The examples are tests of the project, and the output is real, as of 2026-06-01T00:00:00Z.\n',
    `| Code | Severity | Summary |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
    ...sections,
  ].join('\n')
}

async function section(problem: Problem): Promise<string> {
  const { code, severity, summary, why, bad, good } = problem
  const report = await examine(bad, now)
  const found = report.diagnostics.filter((diagnostic) => diagnostic.code === code)
  const output = pretty(found, { colour: false }).trim()
  return [
    `## ${code}\n`,
    `**${severity}** · ${summary}\n`,
    `${why}\n`,
    `${shown(bad)}\n`,
    `${fenced('text', shortened(output))}\n`,
    'Right:\n',
    `${shown(good)}\n`,
  ].join('\n')
}

function shown(example: Example): string {
  if (typeof example === 'string') return fenced('yaml', shortened(visible(example)))
  const files = Object.entries(example)
  const blocks = files.slice(0, mostFiles).map(([path, file]) => `\`${visible(path)}\`${content(file)}`)
  if (files.length > mostFiles) blocks.push(`… and ${(files.length - mostFiles).toLocaleString('en')} more files`)
  return blocks.join('\n\n')
}

function content(file: ExampleFile): string {
  if (typeof file === 'string')
    return file === '' ? ' (an empty file)' : `\n\n${fenced('yaml', shortened(visible(file)))}`
  if (file instanceof Uint8Array)
    return file.length > 64 ? ` (${file.length.toLocaleString('en')} bytes)` : `, as bytes: \`${hex(file)}\``
  return ` (${kinds[file.kind]})`
}

const kinds = {
  link: 'a symbolic link',
  folder: 'a folder',
  other: 'not a regular file',
  unreadable: 'a file that may not be read',
} as const

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

/** Characters that cannot be seen are spelled out, line by line. */
function visible(text: string): string {
  return text.split('\n').map(forTerminal).join('\n')
}

function shortened(text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > 160 ? `${line.slice(0, 160)}…` : line))
  if (lines.length <= mostLines) return lines.join('\n')
  return [...lines.slice(0, mostLines / 2), '…', ...lines.slice(-mostLines / 3)].join('\n')
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}
