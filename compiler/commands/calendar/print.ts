import { counted } from '../../diagnostics/prose.ts'
import { painter } from '../../diagnostics/render/paint.ts'
import type { Stretch } from '../../model/shares.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { visible } from '../../source/characters.ts'
import type { Sink, World } from '../command.ts'
import { instant } from '../../model/value-words.ts'
import { save } from '../save.ts'
import type { Scope } from '../upcoming-of.ts'
import { calendarIcs } from './ics.ts'
import { calendarJson } from './json.ts'
import { calendarMarkdown } from './markdown.ts'
import { calendarTable } from './table.ts'

export const formats = ['pretty', 'json', 'ics', 'markdown'] as const
type Format = (typeof formats)[number]

/**
 * Prints a calendar in one of its formats, or writes it to a file.
 * @throws Failure for a file that cannot be written
 */
export async function print(
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
  else await save(text, out, world)
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
