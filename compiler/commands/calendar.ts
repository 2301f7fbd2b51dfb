import { Exit, Failure } from '../diagnostics/failure.ts'
import type { Flag, Model } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'
import { visible } from '../source/characters.ts'
import { didYouMean } from '../source/suggest.ts'
import { formats, print } from './calendar/print.ts'
import { command, type World } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { instantOf } from './evaluate/context.ts'
import { instant } from '../model/value-words.ts'
import { formatOption, readFormat } from './format.ts'
import { Progress } from './progress.ts'
import { findProject } from './project.ts'
import { type Scope, upcomingOf } from './upcoming-of.ts'

export const calendar = command({
  name: 'calendar',
  summary: 'list what will change by itself, when, and whom it hits',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment', default: 'every environment' },
    flag: { type: 'string', value: 'FLAG', summary: 'only this flag', default: 'every flag' },
    from: { type: 'string', value: 'INSTANT', summary: 'from this RFC 3339 instant on', default: 'now' },
    until: { type: 'string', value: 'INSTANT', summary: 'before this RFC 3339 instant', default: 'a year later' },
    out: { type: 'string', short: 'o', value: 'FILE', summary: 'write to this file instead of standard output' },
    format: formatOption(...formats),
  },
  examples: [
    ['halyard calendar', 'expiries, starts, steps and ramps of rollouts, and what follows from them, for a year'],
    ['halyard calendar -e production --until 2027-01-01T00:00:00Z', 'of one environment, until then'],
    ['halyard calendar --flag new-checkout', 'of one flag'],
    ['halyard calendar --format ics --out flags.ics', 'to subscribe to: the same events keep their UIDs'],
  ],
  async run({ args: [path], options }, world) {
    const format = readFormat(options.format, formats)
    const stretch = stretchOf(options.from, options.until, world)
    const compiled = await compileWorktree(findProject(world.cwd, path), world)
    if (!compiled) return Exit.problems
    const { model } = compiled
    const scope: Scope = {
      environment: options.env === undefined ? undefined : environmentOf(model, options.env),
      flag: options.flag === undefined ? undefined : flagOf(model, options.flag),
    }
    const environments = scope.environment ? 1 : model.environments.size
    const progress = new Progress(world, 'evaluations of users', model.users.size * environments)
    const entries = await upcomingOf(model, stretch, scope, () => progress.step())
    progress.end()
    await print(entries, stretch, scope, format, options.out, world)
    return Exit.fine
  },
})

function stretchOf(asked: string | undefined, end: string | undefined, world: World): Stretch {
  const from = asked === undefined ? world.now() : instantOf(asked, '--from')
  const until = end === undefined ? yearAfter(from) : instantOf(end, '--until')
  if (until > from) return { from, until }
  throw new Failure(`nothing lies before ${instant(until)} and from ${instant(from)} on`, {
    help: 'give an `--until` that is later than `--from`',
  })
}

function yearAfter(at: number): number {
  const date = new Date(at)
  return date.setUTCFullYear(date.getUTCFullYear() + 1)
}

function flagOf(model: Model, key: string): Flag {
  const flag = model.flags.get(key)
  if (flag) return flag
  throw new Failure(`there is no flag \`${visible(key)}\``, {
    exit: Exit.problems,
    help: didYouMean(key, model.flags.keys()),
  })
}
