import { join } from 'node:path'
import { type Asked, attribute, fieldsOf } from '../../compiler/git/attribution.ts'
import { openRepository } from '../../compiler/git/repository.ts'
import { resolveCommit } from '../../compiler/git/revision.ts'
import type { Part } from '../../compiler/model/part.ts'
import { readYaml } from '../support/blaming.ts'
import { writeHistory, writeMemberships } from './history.ts'
import type { Row } from './measure.ts'

const [flags, commits, members] = [10_000, 10_000, 100_000]

/** Who gave each field its value: over a long history, over its last commits, and for a group of very many. */
export async function attributions(folder: string, rounds: number): Promise<Row[]> {
  const [long, wide] = [join(folder, 'long'), join(folder, 'wide')]
  writeHistory(long, flags, commits)
  writeMemberships(wide, members, 100)
  const row = (what: string, seconds: number): Row => ({
    what,
    against: `${seconds} seconds`,
    ours: [],
    theirs: Array.from({ length: rounds }, () => seconds * 1000),
    limit: 1,
  })
  const first = row(`authors of ${flags} flags, ${commits} commits`, 10)
  const last = row('authors in the last 50 commits', 2)
  const group = row(`authors of ${members} memberships, 100 commits`, 10)
  for (let round = 0; round < rounds; round++) {
    await measure(first, long, flagFields())
    await measure(last, long, flagFields(), 'HEAD~50')
    await measure(group, wide, new Map([['group:crew', new Set(memberFields())]]))
    process.stderr.write(`attribution ${round + 1} of ${rounds}\n`)
  }
  return [first, last, group]
}

async function measure(row: Row, folder: string, asked: Asked, since?: string): Promise<void> {
  const repository = await openRepository(folder)
  const head = await resolveCommit(repository, 'HEAD')
  const base = since === undefined ? undefined : await resolveCommit(repository, since)
  const started = performance.now()
  const blamed = await attribute(repository, { base, head, folder: 'flags', readYaml, asked })
  if (blamed.size === 0) throw new Error('nobody did anything')
  ;(row.ours as number[]).push(performance.now() - started)
}

function flagFields(): Asked {
  const parts = Array.from({ length: flags }, (_, index): Part[] => [
    `flag:flag-${index}`,
    `assignments:production/flag-${index}`,
  ])
  const items = ['users', 'groups', 'expires', 'serve', 'exists'].flatMap((name) => [`0/${name}`, `1/${name}`])
  return new Map(
    parts.flat().map((part) => [part, new Set(part.startsWith('flag:') ? fieldsOf(part) : ['count', ...items])]),
  )
}

function memberFields(): string[] {
  return ['exists', 'members', ...Array.from({ length: members }, (_, index) => `members/u${index}`)]
}
