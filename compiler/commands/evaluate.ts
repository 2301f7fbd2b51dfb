import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import { decisions, evaluateAll } from '../../worker/evaluate/bulk.ts'
import { codeFor } from '../../worker/evaluate/evaluate.ts'
import { itemText } from '../../worker/evaluate/item.ts'
import { decisionOf } from '../../worker/evaluate/outcome.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { command, type World } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { contextOf, instantOf } from './evaluate/context.ts'
import { Contexts } from './evaluate/contexts.ts'
import { decisionLine } from './evaluate/decision.ts'
import { sayDoubts } from './evaluate/doubts.ts'
import { Answers } from './evaluate/many.ts'
import { flagsAsked } from './evaluate/selection.ts'
import { formatOption, readFormat } from './format.ts'
import { planOf } from './plan-of.ts'
import { findProject } from './project.ts'

export const evaluate = command({
  name: 'evaluate',
  summary: 'answer what a user gets, by the evaluator that runs at the edge',
  arguments: '[FLAG]',
  arity: [0, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    user: { type: 'string', short: 'u', value: 'KEY', summary: 'the targeting key; without one, nobody in particular' },
    context: { type: 'string', short: 'c', value: 'JSON', summary: 'more attributes of the evaluation context' },
    contexts: {
      type: 'string',
      value: 'FILE',
      summary: 'answer every context of a file in JSON Lines (`-`: standard input), as JSON Lines',
    },
    flags: { type: 'string', value: 'A,B', summary: 'only these flags', default: 'every flag' },
    at: { type: 'string', value: 'INSTANT', summary: 'evaluate at this RFC 3339 instant', default: 'now' },
    path: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard evaluate new-checkout --env production --user alice', 'one flag; `explain` says why'],
    ['halyard evaluate -e production -u alice', 'every flag'],
    ['halyard evaluate new-checkout -e production -u alice --at 2027-04-01T00:00:00Z', 'at another time'],
    ['halyard evaluate -e production --contexts users.jsonl --flags new-checkout,pricing', 'many users, two flags'],
  ],
  async run({ args: [flagKey], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const { user, context: json, contexts: file } = options
    if (file !== undefined && (user !== undefined || json !== undefined))
      throw new Failure('`--contexts` stands for `--user` and `--context`', { help: 'leave one or the other out' })
    const context = contextOf(user, json)
    const now = options.at === undefined ? world.now() : instantOf(options.at)
    const compiled = await compileWorktree(findProject(world.cwd, options.path), world)
    if (!compiled) return Exit.problems
    const plan = planOf(compiled, environmentOf(compiled.model, options.env))
    const flags = flagsAsked(plan, flagKey, options.flags, [...compiled.model.flags.keys()])
    if (file !== undefined) return answerAll(new Contexts(file, world), new Answers(plan, flags, now), world)
    sayDoubts(compiled.model, context, world)
    const found = decide(plan, flags, context, now)
    const lines = found.map((decision) => (format === 'json' ? itemText(decision) : decisionLine(decision)))
    const alone = flagKey !== undefined && lines.length === 1
    world.stdout.write(
      format === 'json' && !alone ? `[${lines.join(',')}]\n` : lines.map((line) => `${line}\n`).join(''),
    )
    return Exit.fine
  },
})

function decide(plan: Plan, flags: readonly number[] | undefined, context: EvaluationContext, now: number) {
  if (!flags) return decisions(plan, evaluateAll(plan, context, now))
  return flags.map((flag) => decisionOf(plan, flag, codeFor(plan, flag, context, now)))
}

async function answerAll(contexts: Contexts, answers: Answers, { stdout }: World): Promise<number> {
  for await (const batch of contexts.read()) {
    stdout.write(batch.map((given) => answers.to(given)).join(''))
    await stdout.drained?.()
  }
  return contexts.broken > 0 ? Exit.problems : Exit.fine
}
