import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestRepository } from '../repository.ts'
import { filesOf, type Tree } from './tree.ts'

export interface Commit {
  /** From 1, in the order they were made. */
  readonly mark: number
  readonly parents: readonly Commit[]
  readonly author: string
  readonly message: string
  readonly tree: Tree
}

/** Writes commits into a repository, all at once; returns their ids by mark. */
export function writeCommits(repository: TestRepository, commits: readonly Commit[]): Map<number, string> {
  repository.feed(commits.map(told).join(''), 'fast-import', '--quiet', '--force', '--export-marks=.git/marks')
  const marks = readFileSync(join(repository.folder, '.git', 'marks'), 'utf8')
  return new Map(
    marks
      .trim()
      .split('\n')
      .map((line) => line.slice(1).split(' '))
      .map(([mark, id]) => [Number(mark), id ?? '']),
  )
}

function told({ mark, parents, author, message, tree }: Commit): string {
  const [first, ...others] = parents
  const at = 1_750_000_000 + mark
  return [
    `commit refs/heads/n${mark}`,
    `mark :${mark}`,
    `author ${author} ${at} +0000`,
    `committer Merge Button <button@example.com> ${at} +0000`,
    data(message),
    ...(first ? [`from :${first.mark}`] : []),
    ...others.map((one) => `merge :${one.mark}`),
    'deleteall',
    ...[...filesOf(tree)].flatMap(([path, text]) => [`M 100644 inline ${path}`, data(text)]),
    '',
  ].join('\n')
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

/** All commits that a commit builds on, and itself. */
export function ancestry(commit: Commit | undefined): Set<Commit> {
  const found = new Set<Commit>()
  const waiting = commit ? [commit] : []
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (found.has(one)) continue
    found.add(one)
    waiting.push(...one.parents)
  }
  return found
}
