import { Exit } from '../diagnostics/failure.ts'
import { painter } from '../diagnostics/render/paint.ts'
import { forTerminal, toJson } from '../diagnostics/sanitise.ts'
import { command } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { contextOf, instantOf } from './evaluate/context.ts'
import { decisionLine } from './evaluate/decision.ts'
import { sayDoubts } from './evaluate/doubts.ts'
import { flagAsked } from './evaluate/selection.ts'
import { Authors } from './explain/author.ts'
import { type Deciding, decidingJson, decidingLines } from './explain/deciding.ts'
import { flagJson } from './explain/json.ts'
import { tell, type ToldExplanation } from './explain/tell.ts'
import { stepLines } from './explain/text.ts'
import { instant } from '../model/value-words.ts'
import { deepest } from './explaining.ts'
import { formatOption, readFormat } from './format.ts'
import { planOf } from './plan-of.ts'
import { findProject } from './project.ts'

/** JSON tells everything: no check passes longer chains of flags than its readers can nest. */
const deepestJson = Infinity

export const explain = command({
  name: 'explain',
  summary: 'show why a user gets what they get: every step, and the line that decided',
  arguments: 'FLAG',
  arity: [1, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    user: { type: 'string', short: 'u', value: 'KEY', summary: 'the targeting key; without one, nobody in particular' },
    context: { type: 'string', short: 'c', value: 'JSON', summary: 'more attributes of the evaluation context' },
    at: { type: 'string', value: 'INSTANT', summary: 'evaluate at this RFC 3339 instant', default: 'now' },
    path: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard explain new-checkout --env production --user alice', 'why alice gets it, or does not'],
    ['halyard explain new-checkout -e production -u alice -c \'{"country": "NL"}\'', 'with attributes'],
    ['halyard explain new-checkout -e production -u alice --at 2027-04-01T00:00:00Z', 'at another time'],
  ],
  async run({ args: [flagKey = ''], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const context = contextOf(options.user, options.context)
    const now = options.at === undefined ? world.now() : instantOf(options.at)
    const project = findProject(world.cwd, options.path)
    const compiled = await compileWorktree(project, world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    const environment = environmentOf(model, options.env)
    const plan = planOf(compiled, environment)
    flagAsked(plan, flagKey, model.flags.keys())
    sayDoubts(model, context, world)
    const about = { plan, model, environment, context, now }
    const told = tell(flagKey, about, format === 'json' ? deepestJson : deepest)
    const deciding = await decidingOf(told, new Authors(project.root, world.cwd))
    world.stdout.write(format === 'json' ? json(told, deciding) : pretty(told, deciding, world.stdout.colour))
    return Exit.fine
  },
})

/** What decided, and when that is a parent, what decided about the parent at the end of the chain. */
async function decidingOf({ explanation, steps, cause }: ToldExplanation, authors: Authors): Promise<Deciding[]> {
  const last = steps.at(-1)
  const found = [...(last ? [{ flag: explanation.flag, told: last.told }] : []), ...(cause ? [cause] : [])]
  const deciding: Deciding[] = []
  for (const { flag, told } of found) {
    const { place, words } = told
    const isCause = flag !== explanation.flag
    if (place) deciding.push({ flag, isCause, words, place, author: await authors.of(place) })
  }
  return deciding
}

function pretty(told: ToldExplanation, deciding: readonly Deciding[], colour: boolean): string {
  const paint = painter(colour)
  const { environment, now } = told.telling.about
  const lines = [
    paint('bold', forTerminal(decisionLine(told.explanation.decision))),
    paint('dim', `for ${forTerminal(told.telling.who)} in ${environment.key} at ${instant(now)}`),
    '',
    ...stepLines(told, paint, '  '),
    ...deciding.flatMap((one) => ['', ...decidingLines(one, paint)]),
  ]
  return `${lines.join('\n')}\n`
}

function json(told: ToldExplanation, deciding: readonly Deciding[]): string {
  const { environment, context, now } = told.telling.about
  const decidedBy = deciding.find(({ isCause }) => !isCause)
  const cause = deciding.find(({ isCause }) => isCause)
  const said = {
    environment: environment.key,
    at: instant(now),
    context,
    ...flagJson(told, told.telling),
    ...(decidedBy ? { decidedBy: decidingJson(decidedBy) } : {}),
    ...(cause ? { cause: decidingJson(cause) } : {}),
  }
  return `${toJson(said)}\n`
}
