import { Exit, Failure } from '../diagnostics/failure.ts'
import { declarationsOf } from '../typing/declarations.ts'
import { command } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { deliver, flagsBy, generatedOptions } from './generated.ts'
import { findProject } from './project.ts'

export const types = command({
  name: 'types',
  summary: 'write TypeScript declarations: flag keys for the OpenFeature SDKs, values, context',
  arguments: '[PATH]',
  arity: [0, 1],
  options: generatedOptions,
  examples: [
    ['halyard types --out src/flags.d.ts', 'from then on a mistyped flag key does not compile'],
    ['halyard types --out src/flags.d.ts --check', 'in CI: exit 3 when it is stale'],
    ['halyard types --client --out src/flags.d.ts', 'what a browser may ask for'],
  ],
  async run({ args: [path], options }, world) {
    const { out, check, client } = options
    if (out !== undefined && !out.endsWith('.d.ts'))
      throw new Failure('declarations stand in a file whose name ends in `.d.ts`', {
        help: 'such as `--out src/flags.d.ts`',
      })
    const compiled = await compileWorktree(findProject(world.cwd, path), world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    return deliver(declarationsOf(flagsBy(model, client), model.attributes), { out, check }, world)
  },
})
