import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import { painter } from '../diagnostics/render/paint.ts'
import type { Flag, Model } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'
import type { Upcoming } from '../model/upcoming.ts'
import { visible } from '../source/characters.ts'
import { didYouMean } from '../source/suggest.ts'
import { calendarIcs } from './calendar/ics.ts'
import { calendarJson } from './calendar/json.ts'
import { calendarMarkdown } from './calendar/markdown.ts'
import { calendarTable } from './calendar/table.ts'
import { command, type Sink, type World } from './command.ts'
import { compileWorktree } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { instantOf } from './evaluate/context.ts'
import { instant } from './explain/values.ts'
import { formatOption, readFormat } from './format.ts'
import { Progress } from './progress.ts'
import { findProject } from './project.ts'
import { type Scope, upcomingOf } from './upcoming-of.ts'

const formats = ['pretty', 'json', 'ics', 'markdown'] as const
type Format = (typeof formats)[number]

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

async function print(
  entries: readonly Upcoming[],
  stretch: Stretch,
  scope: Scope,
  format: Format,
  out: string | undefined,
  world: World,
): Promise<void> {
  const sink: Pick<Sink, 'colour' | 'columns'> = out === undefined ? world.stdout : { colour: false }
  const text = written(entries, stretch, scope, format, sink, world)
  if (out === undefined) world.stdout.write(text)
  else await save(resolve(world.cwd, out), out, text)
  if (entries.length === 0) world.stderr.write(`nothing changes by itself before ${instant(stretch.until)}\n`)
  else if (out !== undefined)
    world.stderr.write(
      `${counted(entries.length, 'change')} until ${instant(stretch.until)} written to ${visible(out)}\n`,
    )
}

function written(
  entries: readonly Upcoming[],
  stretch: Stretch,
  { environment, flag }: Scope,
  format: Format,
  { colour, columns }: Pick<Sink, 'colour' | 'columns'>,
  { env }: World,
): string {
  switch (format) {
    case 'json':
      return calendarJson(entries, stretch)
    case 'ics': {
      const of = [flag && `flag ${flag.key}`, environment && `in ${environment.key}`].filter((part) => part)
      return calendarIcs(entries, ['Halyard', ...of].join(' '), stretch.from)
    }
    case 'markdown':
      return calendarMarkdown(entries)
    default:
      if (entries.length === 0) return ''
      return calendarTable(entries, columns ?? (Number(env['COLUMNS']) || 140), painter(colour))
  }
}

async function save(file: string, asWritten: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new Failure(`\`${visible(asWritten)}\` cannot be written: ${(cause as Error).message}`, {
      help: 'give a file in a folder that is there',
      cause,
    })
  }
}
