import { Report } from '../../compiler/diagnostics/report.ts'
import { attribute, type Blame } from '../../compiler/git/attribution.ts'
import { readIdentities } from '../../compiler/git/identity.ts'
import { openRepository } from '../../compiler/git/repository.ts'
import { resolveCommit } from '../../compiler/git/revision.ts'
import type { Part } from '../../compiler/model/part.ts'
import { parse } from '../../compiler/parse/parse.ts'
import type { TestRepository } from './repository.ts'

/** What the compiler makes of the text of a file. */
export function readYaml(text: string) {
  return parse([{ path: 'x.yaml', text }], new Report())[0] ?? { value: undefined, broken: true }
}

/** Whom each of these fields is attributed to since `base`: `flag:a description`, which is the field when none is named. */
export async function blamesOf({ folder }: TestRepository, base: string | undefined, ...fields: string[]) {
  const repository = await openRepository(folder)
  const head = await resolveCommit(repository, 'HEAD')
  const asked = new Map<Part, Set<string>>()
  for (const [part, name] of fields.map(split)) asked.set(part, (asked.get(part) ?? new Set()).add(name))
  const blamed = await attribute(repository, { base, head, folder: 'flags', readYaml, asked })
  const blames = fields.map((field): Blame | undefined => blamed.get(split(field)[0])?.get(split(field)[1]))
  const identities = await readIdentities(
    repository,
    head,
    blames.flatMap((blame) => blame?.commit ?? []),
  )
  return blames.map((blame) => ({ blame, identity: identities.get(blame?.commit ?? '') }))
}

/** The actors alone; undefined where nobody is named. */
export async function authorsOf(repository: TestRepository, base: string | undefined, ...fields: string[]) {
  return (await blamesOf(repository, base, ...fields)).map(({ identity }) => identity?.actor)
}

function split(field: string): [Part, string] {
  const at = field.indexOf(' ')
  return at === -1 ? [field as Part, 'description'] : [field.slice(0, at) as Part, field.slice(at + 1)]
}
