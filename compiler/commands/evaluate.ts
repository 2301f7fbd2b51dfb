import { evaluate as decide, evaluateAll } from '../../worker/evaluate/evaluate.ts'
import { itemText } from '../../worker/evaluate/item.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import { snapshot } from '../emit/snapshot.ts'
import { command } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { contextOf, instantOf } from './evaluate/context.ts'
import { explained, explainedJson } from './evaluate/explanation.ts'
import { decisionLine } from './evaluate/decision.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import { didYouMean } from '../source/suggest.ts'

export const evaluate = command({
  name: 'evaluate',
  summary: 'answer what a user gets, by the evaluator that runs at the edge',
  arguments: '[FLAG]',
  arity: [0, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    user: { type: 'string', short: 'u', value: 'KEY', summary: 'the targeting key; without one, nobody in particular' },
    context: { type: 'string', short: 'c', value: 'JSON', summary: 'more attributes of the evaluation context' },
    at: { type: 'string', value: 'INSTANT', summary: 'evaluate at this RFC 3339 instant', default: 'now' },
    explain: { type: 'boolean', summary: 'show every step, with the YAML place that decided' },
    flags: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard evaluate new-checkout --env production --user alice', 'one flag'],
    ['halyard evaluate new-checkout -e production -u alice --explain', 'and why'],
    ['halyard evaluate -e production -u alice', 'every flag'],
    ['halyard evaluate new-checkout -e production -u alice --at 2027-04-01T00:00:00Z', 'at another time'],
  ],
  async run({ args: [flagKey], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const context = contextOf(options.user, options.context)
    const now = options.at === undefined ? world.now() : instantOf(options.at)
    const compiled = await compileWorktree(findProject(world.cwd, options.flags), world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    const environment = environmentOf(model, options.env)
    const prepared = loadSnapshot(snapshot(model, environment, compiled.revision))
    if (flagKey === undefined) {
      if (options.explain)
        throw new Failure('`--explain` needs a flag', { help: 'halyard evaluate FLAG --env NAME --explain' })
      const decisions = evaluateAll(prepared, context, now)
      const lines = decisions.map((decision) => (format === 'json' ? itemText(decision) : decisionLine(decision)))
      world.stdout.write(format === 'json' ? `[${lines.join(',')}]\n` : `${lines.join('\n')}\n`)
      return Exit.fine
    }
    const decision = decide(prepared, flagKey, context, now)
    if (decision.errorCode) {
      throw new Failure(decision.errorDetails, { exit: Exit.problems, help: didYouMean(flagKey, model.flags.keys()) })
    }
    const subject = { prepared, model, environment, context, now }
    if (format === 'json')
      world.stdout.write(`${options.explain ? explainedJson(flagKey, subject) : itemText(decision)}\n`)
    else world.stdout.write(`${decisionLine(decision)}\n${options.explain ? explained(flagKey, subject) : ''}`)
    return Exit.fine
  },
})
