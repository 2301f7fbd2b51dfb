import type { Adoption } from '../../adopt/adopt.ts'
import { counted } from '../../diagnostics/prose.ts'
import type { FileTexts } from '../../git/written-tree.ts'
import type { Drift } from '../../model/drift.ts'
import { visible } from '../../source/characters.ts'
import { inWords } from './words.ts'

/** What came of it. */
export interface Outcome {
  readonly adoption: Adoption
  readonly files: FileTexts
  readonly patch: string
  /** The database, without a password. */
  readonly store: string
  /** The commit that the files are of. */
  readonly head: string
  /** The ids of new commits. */
  readonly commits: readonly string[]
  readonly how: 'written' | 'committed' | 'branch' | 'dry-run'
  readonly branch: string | undefined
}

export function asJson(outcome: Outcome): string {
  const { adoption, files, patch, store, head, commits, how, branch = null } = outcome
  const { adopted, left } = adoption
  const changed = [...files].map(([path, text]) => ({ path, removed: text === undefined }))
  return `${JSON.stringify({ store, head, how, branch, commits, files: changed, patch, adopted, left })}\n`
}

/** The change of the files; behind it what was done by whom, what is left, and what to do next. */
export function asText({ adoption, files, patch, store, commits, how, branch, head }: Outcome): string {
  const { adopted, left } = adoption
  if (adopted.length + left.length === 0)
    return `nothing was changed by hand in ${visible(store)}: there is nothing to adopt\n`
  const told = adopted.length === 0 ? '' : `\nadopted from ${visible(store)}:\n${inWords(adopted)}`
  const others = left.length === 0 ? '' : `\nleft as it is in the database:\n${left.map(leftInWords).join('')}`
  return `${patch}${told}${others}\n${next({ files, commits, how, branch, head })}`
}

function leftInWords({ drift, why }: { readonly drift: Drift; readonly why: string }): string {
  return `${inWords([drift])}    because ${visible(why)}\n`
}

function next({
  files,
  commits,
  how,
  branch = '',
  head,
}: Pick<Outcome, 'files' | 'commits' | 'how' | 'branch' | 'head'>): string {
  if (files.size === 0) return 'no flag file changes\n'
  const made = `${counted(commits.length, 'commit')} on top of ${head.slice(0, 7)}`
  switch (how) {
    case 'dry-run':
      return `${counted(files.size, 'file')} would change; nothing was written\n`
    case 'branch':
      return `made the branch ${visible(branch)}: ${made}\n  next: git push -u origin ${visible(branch)}, and open a pull request\n`
    case 'committed':
      return `made ${made}\n  next: push, and after that \`halyard sync\`\n`
    case 'written':
      return `wrote ${[...files.keys()].map(visible).join(', ')}\n  next: read it, commit it, and after that \`halyard sync\`\n`
  }
}
