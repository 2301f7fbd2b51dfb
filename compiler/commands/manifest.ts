import { Exit } from '../diagnostics/failure.ts'
import { manifestOf } from '../typing/manifest.ts'
import { command } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { formatOption, readFormat } from './format.ts'
import { deliver, flagsBy, generatedOptions } from './generated.ts'
import { findProject } from './project.ts'

export const manifest = command({
  name: 'manifest',
  summary: 'write the manifest that the `openfeature` command generates typed code from',
  arguments: '[PATH]',
  arity: [0, 1],
  options: { ...generatedOptions, format: formatOption('json') },
  examples: [
    ['halyard manifest --out flags.json', 'then `openfeature generate go --manifest flags.json`, or another language'],
    ['halyard manifest --out flags.json --check', 'in CI: exit 3 when it is stale'],
    ['halyard manifest --client', 'what a browser may ask for'],
  ],
  async run({ args: [path], options }, world) {
    readFormat(options.format, ['json'])
    const compiled = await compileWorktree(findProject(world.cwd, path), world)
    if (!compiled) return Exit.problems
    const { out, check, client } = options
    return deliver(manifestOf(flagsBy(compiled.model, client)), { out, check }, world)
  },
})
