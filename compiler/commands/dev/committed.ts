import type { Rows, WantedRow } from '../../model/rows.ts'
import { desired } from '../../plan/desired.ts'
import type { KnownRows } from '../../plan/known-rows.ts'
import type { Committed } from '../committed.ts'

/** What the commit at HEAD says, and the rows it asks for. */
export interface CommittedRows extends Committed {
  readonly rows: Rows<WantedRow>
}

/** Makes the rows of what is committed, and again only when that is something else. */
export function rowsReader(
  read: () => Promise<Committed | undefined>,
  known: KnownRows,
): () => Promise<CommittedRows | undefined> {
  let last: { readonly of: Committed; readonly committed: CommittedRows } | undefined
  return async () => {
    const found = await read()
    if (found && last?.of !== found) last = { of: found, committed: { ...found, rows: desired(found.model, known) } }
    return found && last?.committed
  }
}
