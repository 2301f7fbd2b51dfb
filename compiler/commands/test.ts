import { Exit, Failure } from '../diagnostics/failure.ts'
import { Report } from '../diagnostics/report.ts'
import type { SoundModel } from '../model/model.ts'
import { compileTests } from '../pipeline.ts'
import type { Case } from '../testing/case.ts'
import { coverageOf } from '../testing/coverage.ts'
import { hunt, type Verdict } from '../testing/mutation/hunt.ts'
import type { Mutant } from '../testing/mutation/mutant.ts'
import { mutantsOf } from '../testing/mutation/mutants.ts'
import { type Outcome, run } from '../testing/run.ts'
import { command, type World } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { formatOption, readFormat } from './format.ts'
import { printProblems } from './problems.ts'
import { Progress } from './progress.ts'
import { emit } from './plan-of.ts'
import { Explaining } from './test/explaining.ts'
import { findTests, matching, onlyAsked } from './test/find.ts'
import { renderers } from './test/render.ts'

const formats = ['pretty', 'json', 'junit'] as const

export const test = command({
  name: 'test',
  summary: 'ask flags what their tests ask, and compare the answers',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    filter: { type: 'string', value: 'TEXT', summary: 'only cases with this in their name, flag or file' },
    coverage: { type: 'boolean', summary: 'name the assignments, variants and dependencies that no case touches' },
    mutate: { type: 'boolean', summary: 'change one thing at a time, and name the changes that no case notices' },
    format: formatOption(...formats),
  },
  examples: [
    ['halyard test', 'every `*.test.yaml` beside the flags'],
    ['halyard test flags/payments --filter checkout', 'some of them'],
    ['halyard test --coverage', 'and what they leave out'],
    ['halyard test --mutate', 'and what they would not notice'],
    ['halyard test --format junit > flags.xml', 'for a CI server'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, formats)
    const { project, load, narrow } = findTests(world.cwd, args[0])
    const compiled = await compileWorktree(project, world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    const report = new Report()
    const all = await compileTests(load, model, report)
    printProblems(report, 'warning', world)
    if (report.count('error') > 0) return Exit.problems
    const cases = chosen(all, options.filter)
    const meant = cases.length < all.length || narrow ? onlyAsked(model, cases) : model
    if (cases.length === 0) world.stderr.write(`there are no flag tests in \`${args[0] ?? project.shownAs}\`\n`)
    const outcomes = await ask(cases, model, world)
    const passed = outcomes.every(({ mismatches }) => mismatches.length === 0)
    const explaining = new Explaining(model)
    const coverage = options.coverage ? coverageOf(outcomes, meant, emit) : undefined
    const verdicts = options.mutate && passed ? await mutate(mutantsOf(meant, cases), cases, model, world) : undefined
    world.stdout.write(renderers[format]({ outcomes, coverage, verdicts, explaining, colour: world.stdout.colour }))
    if (options.mutate && !passed) world.stderr.write('mutants are tried once every case passes\n')
    return passed ? Exit.fine : Exit.problems
  },
})

function chosen(cases: readonly Case[], filter: string | undefined): readonly Case[] {
  if (filter === undefined || cases.length === 0) return cases
  const found = cases.filter((one) => matching(one, filter))
  if (found.length > 0) return found
  throw new Failure(`no case has \`${filter}\` in its name, flag or file`, { help: 'leave `--filter` out to run all' })
}

async function ask(cases: readonly Case[], model: SoundModel, world: World): Promise<Outcome[]> {
  const progress = new Progress(world, 'cases', cases.length)
  const outcomes: Outcome[] = []
  for (const outcome of run(cases, model, emit)) {
    outcomes.push(outcome)
    await progress.step()
  }
  progress.end()
  return outcomes
}

async function mutate(
  meant: Iterable<Mutant>,
  cases: readonly Case[],
  model: SoundModel,
  world: World,
): Promise<Verdict[]> {
  const mutants = [...meant]
  const progress = new Progress(world, 'mutants', mutants.length)
  const verdicts: Verdict[] = []
  for (const verdict of hunt(mutants, cases, model, emit)) {
    verdicts.push(verdict)
    await progress.step()
  }
  progress.end()
  return verdicts
}
