import type { BoardChange } from '../../../schema/types.ts'
import { When } from './when.tsx'

/** Who, when and why: the commit that made something what it is. */
export function Change({ change, now }: { readonly change: BoardChange; readonly now: number }) {
  return (
    <span class="change">
      <b>{change.author}</b> <When at={change.at} now={now} /> <code>{shortCommit(change.commit)}</code>{' '}
      <q>{change.subject}</q>
    </span>
  )
}

/** As much of a commit as people need to find it. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{12,}$/.test(commit) ? commit.slice(0, 8) : commit
}
