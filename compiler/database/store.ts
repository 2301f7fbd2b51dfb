/** What can be asked of a database, inside or outside a transaction. */
export interface Queries {
  /**
   * Runs one statement. `$1`… are bound to `params`; bigint and numeric arrive as text, timestamptz as Date, jsonb parsed.
   * Errors carry the SQLSTATE in `code`.
   */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>
  /** Runs several statements without parameters or results. */
  execute(sql: string): Promise<void>
}

/** A Postgres: embedded (PGlite in `.halyard/db`) or a server (`DATABASE_URL`). Same SQL, same answers. */
export interface Store extends Queries {
  readonly kind: 'embedded' | 'server'
  /** For people, without the password: `.halyard/db` or `postgres://app@db.example.com/flags`. */
  readonly name: string
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}
