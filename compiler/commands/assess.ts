import { isStopped } from '../../worker/evaluate/decide.ts'
import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { painter } from '../diagnostics/render/paint.ts'
import { toJson } from '../diagnostics/sanitise.ts'
import type { Flag, Model } from '../model/model.ts'
import { Assessment } from './assess/assessment.ts'
import { lineOf } from './assess/assignments.ts'
import { bucketAttributes, randomContexts } from './assess/random.ts'
import { assessmentJson, type Results } from './assess/results.ts'
import { assessmentText } from './assess/text.ts'
import { command, type World } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { contextOf, instantOf } from './evaluate/context.ts'
import { Contexts } from './evaluate/contexts.ts'
import { sayDoubts } from './evaluate/doubts.ts'
import { flagAsked } from './evaluate/selection.ts'
import { formatOption, readFormat } from './format.ts'
import { planOf } from './plan-of.ts'
import { Progress } from './progress.ts'
import { findProject } from './project.ts'

const usual = 100_000

export const assess = command({
  name: 'assess',
  summary: 'show what share of users gets each variant: worked out, and tried on many',
  arguments: 'FLAG',
  arity: [1, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment' },
    users: { type: 'string', short: 'n', value: 'N', summary: 'how many random users to try', default: String(usual) },
    context: { type: 'string', short: 'c', value: 'JSON', summary: 'attributes that all random users have' },
    contexts: {
      type: 'string',
      value: 'FILE',
      summary: 'instead of random users, the contexts of a file in JSON Lines',
    },
    seed: { type: 'string', value: 'TEXT', summary: 'other random users for another text', default: '1' },
    at: { type: 'string', value: 'INSTANT', summary: 'evaluate at this RFC 3339 instant', default: 'now' },
    path: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard assess new-checkout --env production', 'of users whom no flag file names'],
    ['halyard assess new-checkout -e production -c \'{"country": "NL"}\'', 'of such users in the Netherlands'],
    ['halyard assess new-checkout -e production --contexts users.jsonl', 'of your own users'],
  ],
  async run({ args: [flagKey = ''], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const base = contextOf(undefined, options.context)
    const count = readCount(options.users)
    const now = options.at === undefined ? world.now() : instantOf(options.at)
    const compiled = await compileWorktree(findProject(world.cwd, options.path), world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    const environment = environmentOf(model, options.env)
    const plan = planOf(compiled, environment)
    const index = flagAsked(plan, flagKey, model.flags.keys())
    const flag = model.flags.get(flagKey) as Flag
    sayDoubts(model, base, world)
    const assessment = new Assessment(plan, index, now)
    const file = options.contexts === undefined ? undefined : new Contexts(options.contexts, world)
    if (file) await tryContexts(assessment, file)
    else {
      const attributes = bucketAttributes(flag).filter((name) => !Object.hasOwn(base, name))
      await tryRandom(
        assessment,
        randomContexts(count, options.seed ?? '1', base, attributes),
        attributes,
        count,
        world,
      )
    }
    const { tally } = assessment
    const results: Results = {
      flag,
      environment,
      now,
      stopped: isStopped(plan, index, now),
      lines: (flag.assignments.get(environment)?.assignments ?? []).map((one, at) => lineOf(one, at, now)),
      tally,
      variants: [...flag.variants.map(({ name }) => name), undefined].filter((name) => name ?? tally.has(name)),
      source: `${tally.contexts.toLocaleString('en')} ${file ? `contexts of ${file.name}` : 'random users'}`,
      known: countKnown(assessment, model, base),
    }
    const paint = painter(world.stdout.colour)
    world.stdout.write(format === 'json' ? `${toJson(assessmentJson(results))}\n` : assessmentText(results, paint))
    return file && file.broken > 0 ? Exit.problems : Exit.fine
  },
})

function readCount(asked: string | undefined): number {
  if (asked === undefined) return usual
  if (/^[1-9]\d{0,7}$/.test(asked)) return Number(asked)
  throw new Failure(`\`--users\` wants a number from 1 to 99999999, not \`${asked}\``)
}

/** Buckets by the targeting key are left to chance; by anything else they are counted as they fall. */
async function tryContexts(assessment: Assessment, file: Contexts): Promise<void> {
  for await (const batch of file.read())
    for (const { context } of batch)
      assessment.count(
        context,
        assessment.chances(context, (by) => by === undefined),
      )
}

async function tryRandom(
  assessment: Assessment,
  contexts: Iterable<EvaluationContext>,
  attributes: readonly string[],
  count: number,
  world: World,
): Promise<void> {
  const progress = new Progress(world, 'users', count)
  // No flag file names any of them, so what is not left to chance is the same for all.
  let shared: { readonly chances: ReturnType<Assessment['chances']> } | undefined
  for (const context of contexts) {
    shared ??= { chances: assessment.chances(context, (by) => by === undefined || attributes.includes(by)) }
    assessment.count(context, shared.chances)
    await progress.step()
  }
  progress.end()
}

function countKnown(assessment: Assessment, model: Model, base: EvaluationContext): Map<string | undefined, number> {
  const known = new Map<string | undefined, number>()
  for (const targetingKey of model.users.keys()) {
    const variant = assessment.serves({ ...base, targetingKey })
    known.set(variant, (known.get(variant) ?? 0) + 1)
  }
  return known
}
