import { pathToFileURL } from 'node:url'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import { command, type World } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject, type Project } from './project.ts'
import { type Found, findProblems } from './validate/found.ts'
import { version } from './version.ts'
import { belowTop } from './workspace.ts'

const formats = ['pretty', 'json', 'github', 'gitlab', 'sarif'] as const

export const validate = command({
  name: 'validate',
  summary: 'check every flag file on disk, with exact places',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    format: formatOption(...formats),
    'max-warnings': { type: 'string', value: 'N', summary: 'exit 1 when there are more warnings than this' },
    quiet: { type: 'boolean', short: 'q', summary: 'show errors only' },
  },
  examples: [
    ['halyard validate', 'the nearest flags folder'],
    ['halyard validate path/to/repository --max-warnings 0', 'warnings fail too'],
    ['halyard validate --format github', 'annotations on a pull request'],
    ['halyard validate --format gitlab > gl-code-quality.json', 'a code quality report on a merge request'],
    ['halyard validate --format sarif > halyard.sarif', 'for code scanning'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, formats)
    const most = mostWarnings(options['max-warnings'])
    const project = findProject(world.cwd, args[0])
    const found = await findProblems(project, world)
    if (found.files === 0) world.stderr.write(`there are no flag files in \`${project.shownAs}\`\n`)
    world.stdout.write(await render(found, format, options.quiet ?? false, project, world))
    const { report } = found
    if (report.count('error') > 0) return Exit.problems
    if (report.count('warning') <= most) return Exit.fine
    world.stderr.write(`error: ${counted(report.count('warning'), 'warning')}, of ${most} allowed\n`)
    return Exit.problems
  },
})

function mostWarnings(text: string | undefined): number {
  if (text === undefined) return Infinity
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Failure(`--max-warnings \`${text}\` is not a number`, { help: '--max-warnings 0 lets no warning pass' })
}

/** What shows places reads YAML, and takes as long to load as all the rest: it is loaded when there is something to show. */
async function render(
  found: Found,
  format: (typeof formats)[number],
  quiet: boolean,
  project: Project,
  world: World,
): Promise<string> {
  const { report, files, flags, environments } = found
  const shown = quiet ? report.diagnostics.filter(({ severity }) => severity === 'error') : report.diagnostics
  if (format === 'json') return (await import('../diagnostics/render/json.ts')).json(shown, { files })
  if (format === 'github')
    return (await import('../diagnostics/render/github.ts')).github(shown, { below: belowTop(project, world) })
  if (format === 'gitlab')
    return (await import('../diagnostics/render/gitlab.ts')).gitlab(shown, { below: belowTop(project, world) })
  if (format === 'sarif') return await asSarif(shown, world)
  const sizes = [counted(files, 'file'), counted(flags, 'flag'), counted(environments, 'environment')]
  const checked = `${sizes.join(', ')}\n`
  if (shown.length > 0)
    return `${(await import('../diagnostics/render/pretty.ts')).pretty(shown, world.stdout)}${checked}`
  return `${report.diagnostics.length > 0 ? 'no errors' : 'no problems'}: ${checked}`
}

async function asSarif(shown: readonly Diagnostic[], world: World): Promise<string> {
  const [{ sarif }, { catalogue }] = await Promise.all([
    import('../diagnostics/render/sarif.ts'),
    import('../catalogue.ts'),
  ])
  return sarif(shown, { catalogue, version, root: pathToFileURL(`${world.cwd}/`).href })
}
