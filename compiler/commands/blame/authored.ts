import { attribute, type Asked, type Blame, type Blamed, type Question } from '../../git/attribution.ts'
import { type Identity, readIdentities } from '../../git/identity.ts'
import type { Repository } from '../../git/repository.ts'
import type { Part } from '../../model/part.ts'
import type { Line } from './line.ts'

/** A commit that gave something its value, and others that may have had a part in it. */
export interface Author extends Identity {
  readonly contributors: readonly string[]
}

/** A line and who is behind it; undefined when the history does not tell. */
export interface Authored {
  readonly line: Line
  readonly author: Author | undefined
}

/** Finds who is behind each line. */
export async function authored(
  repository: Repository,
  question: Omit<Question, 'asked'>,
  lines: readonly Line[],
): Promise<Authored[]> {
  const blamed = await attribute(repository, { ...question, asked: askedBy(lines) })
  const blames = lines.map((line) => newest(line, blamed))
  const identities = await readIdentities(
    repository,
    question.head,
    blames.flatMap((blame) => blame?.commit ?? []),
  )
  return lines.map((line, index) => {
    const blame = blames[index]
    const identity = blame && identities.get(blame.commit)
    return { line, author: identity && { ...identity, contributors: blame.contributors } }
  })
}

function askedBy(lines: readonly Line[]): Asked {
  const asked = new Map<Part, Set<string>>()
  for (const { part, fields } of lines) {
    const names = asked.get(part) ?? new Set()
    asked.set(part, names)
    for (const name of fields) names.add(name)
  }
  return asked
}

function newest({ part, fields }: Line, blamed: Blamed): Blame | undefined {
  const blames = fields.flatMap((name) => blamed.get(part)?.get(name) ?? [])
  return blames.length === 0 ? undefined : blames.reduce((a, b) => (a.order < b.order ? b : a))
}

/** The lines worth telling: what is written, and what somebody took away after the flag or the assignment was there. */
export function worthTelling(all: readonly Authored[]): Authored[] {
  const began = all[0]?.author?.commit
  return all.filter(({ line, author }) => {
    if (line.isWritten) return true
    return author !== undefined && author.commit !== (line.of ? commitOf(line.of, all) : began)
  })
}

/** What one author says of an assignment becomes one line. */
export function together(told: readonly Authored[]): Authored[] {
  const apart = new Set(
    told.flatMap(({ line, author }) => (line.of && author?.commit !== commitOf(line.of, told) ? [line.of] : [])),
  )
  return told.flatMap(({ line, author }) => {
    if (line.of) return apart.has(line.of) ? [{ line, author }] : []
    const more = apart.has(line) ? [] : told.filter((one) => one.line.of === line).map((one) => one.line.value)
    return [{ line: { ...line, value: [line.value, ...more].join(', ') }, author }]
  })
}

function commitOf(line: Line, told: readonly Authored[]): string | undefined {
  return told.find((one) => one.line === line)?.author?.commit
}
