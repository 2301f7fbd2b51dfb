import type { Row, Table } from './rows.ts'

type Fields = Row['fields']

/** A row that was changed in the database outside of git since the last sync. */
export interface Drift {
  readonly table: Table
  /** As `Row.key`. */
  readonly key: readonly string[]
  /** The row as the last sync left it; undefined when it was not there. */
  readonly base: Fields | undefined
  /** The row as the database holds it now; undefined when it is gone. */
  readonly live: Fields | undefined
  /** The row as the flag files want it; undefined when they do not. */
  readonly wanted: Fields | undefined
  /** The fields that were changed by hand, in the order of the row; for a row that appeared or vanished, all of them. */
  readonly fields: readonly string[]
  /**
   * Those of `fields` that git has changed since the last sync too, to something else; `exists` for a row without fields.
   * Empty: the drift can be kept.
   */
  readonly conflicts: readonly string[]
  /** Who did it last, when the audit log tells. */
  readonly by: DriftAuthor | undefined
}

export interface DriftAuthor {
  readonly actor: string
  /** Who was logged in, whatever the actor claims. */
  readonly databaseUser: string
  /** RFC 3339, UTC. */
  readonly at: string
}
