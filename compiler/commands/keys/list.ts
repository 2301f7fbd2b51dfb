import { Exit } from '../../diagnostics/failure.ts'
import { forTerminal, toJson } from '../../diagnostics/sanitise.ts'
import { instantInWords } from '../../model/instant-words.ts'
import { columns } from '../columns.ts'
import type { World } from '../command.ts'
import { positioned } from '../test/site.ts'
import { type Asked, environmentsFor } from './asked.ts'
import { shortest } from './entry.ts'
import { type Held, withAuthors } from './held.ts'

const headings = ['ENVIRONMENT', 'KIND', 'NAME', 'SHA-256', 'WHO', 'WHEN (UTC)', 'PLACE'] as const

/** The keys of one environment, or of all: what is known of each, and never the key. */
export async function listKeys(asked: Asked, world: World): Promise<number> {
  const found = await environmentsFor(asked, world)
  if (!found) return Exit.problems
  const environments = found.one ? [found.one] : [...found.all.values()]
  const held = environments.flatMap(({ key: environment, declared }) =>
    (declared.value.keys ?? []).map((key, index) => ({
      environment,
      key,
      place: positioned(declared.at('keys', index)),
    })),
  )
  const all = await withAuthors(held, asked.project, found.documents)
  if (asked.format === 'json') world.stdout.write(`${toJson({ keys: all.map(asJson) })}\n`)
  else if (all.length > 0) {
    const width = world.stdout.columns ?? (Number(world.env['COLUMNS']) || 160)
    world.stdout.write(columns([headings, ...all.map(asRow)], width))
  } else world.stderr.write(`${found.one?.key ?? 'no environment'} has ${found.one ? 'no keys' : 'keys'} yet\n`)
  return Exit.fine
}

function asRow({ environment, key, place, author }: Held): string[] {
  return [
    environment,
    key.kind,
    forTerminal(key.name ?? '-'),
    shortest(key.sha256),
    author ? forTerminal(author.actor) : '-',
    author ? instantInWords(author.authoredAt).slice(0, 10) : '-',
    forTerminal(`${place.file}:${place.line}`),
  ]
}

function asJson({ environment, key, place, author }: Held): unknown {
  return {
    environment,
    kind: key.kind,
    name: key.name ?? null,
    sha256: key.sha256,
    file: place.file,
    line: place.line,
    added: author
      ? { by: author.actor, at: instantInWords(author.authoredAt), commit: author.commit, subject: author.subject }
      : null,
  }
}
