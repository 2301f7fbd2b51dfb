import { Exit, Failure } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import { visible } from '../source/characters.ts'
import { command } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { instantOf } from './evaluate/context.ts'
import { formatOption, readFormat } from './format.ts'
import { dot } from './graph/dot.ts'
import { type Drawing, drawingOf } from './graph/drawing.ts'
import { graphJson } from './graph/json.ts'
import { mermaid } from './graph/mermaid.ts'
import { pick, type Picked } from './graph/pick.ts'
import { picture } from './graph/picture.ts'
import { standingsOf } from './graph/standings.ts'
import { findProject } from './project.ts'
import { save } from './save.ts'

const formats = ['mermaid', 'dot', 'svg', 'json'] as const

export const graph = command({
  name: 'graph',
  summary: 'draw which flags depend on which',
  arguments: '[FLAG…]',
  arity: [0, 1000],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'also show how each flag stands in this environment' },
    at: { type: 'string', value: 'INSTANT', summary: 'with --env: at this RFC 3339 instant', default: 'now' },
    all: { type: 'boolean', summary: 'also flags that nothing joins to others' },
    out: { type: 'string', short: 'o', value: 'FILE', summary: 'write to this file instead of standard output' },
    format: formatOption(...formats),
  },
  examples: [
    ['halyard graph', 'every flag that depends on another, or that another depends on, for a Markdown file'],
    ['halyard graph smart-lock', 'one flag, what it depends on, and what depends on it'],
    ['halyard graph --env production', 'with how each flag stands there now, as the page says it'],
    ['halyard graph --format svg --out flags.svg', 'a picture that stands alone'],
    ['halyard graph --format dot | dot -Tpdf > flags.pdf', 'for Graphviz'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, formats)
    if (options.at !== undefined && options.env === undefined)
      throw new Failure('`--at` says when a flag stands so, and `--env` where', { help: 'give `--env NAME` as well' })
    const at = options.at === undefined ? world.now() : instantOf(options.at)
    const compiled = await compileWorktree(findProject(world.cwd), world)
    if (!compiled) return Exit.problems
    const picked = pick(compiled.model, args, options.all === true)
    const environment = options.env === undefined ? undefined : environmentOf(compiled.model, options.env).key
    const standings = environment === undefined ? new Map() : standingsOf(compiled.model, environment, at)
    const text = drawn(format, picked, drawingOf(picked, standings), environment)
    if (options.out === undefined) world.stdout.write(text)
    else {
      await save(text, options.out, world)
      world.stderr.write(`${counted(picked.flags.length, 'flag')} drawn to ${visible(options.out)}\n`)
    }
    if (picked.flags.length === 0) world.stderr.write('no flag depends on another; --all draws them all the same\n')
    return Exit.fine
  },
})

function drawn(
  format: (typeof formats)[number],
  picked: Picked,
  drawing: Drawing,
  environment: string | undefined,
): string {
  switch (format) {
    case 'mermaid':
      return mermaid(drawing)
    case 'dot':
      return dot(drawing)
    case 'svg':
      return picture(
        drawing,
        `The flags${environment === undefined ? '' : ` in ${environment}`}, and which of them depend on which`,
      )
    case 'json':
      return graphJson(picked, drawing, environment)
  }
}
