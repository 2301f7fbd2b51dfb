/** What can be asked of a database, inside or outside a transaction. */
export interface Queries {
  /** The schema that names are looked up in; undefined when the role's own `search_path` says it. */
  readonly schema: string | undefined
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
  /**
   * Commits when `work` returns, rolls back when it throws, or when the store's signal is aborted before the commit was sent.
   * @throws what `work` throws; a Failure for a lost connection, which `isOutcomeUnknown` tells when the commit was on its way
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How a store is to be used. */
export interface Use {
  /** A name that `chooseSchema` let through. */
  readonly schema?: string | undefined
  /** Aborted, it ends every transaction that is not committed. */
  readonly signal?: AbortSignal | undefined
}
