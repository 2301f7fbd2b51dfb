import type { Queries } from '../../compiler/database/store.ts'

/** One row of `evaluate_flags`, with what was asked. */
export interface SqlAnswer {
  readonly env_name: string
  readonly user_key: string | null
  /** Milliseconds since 1970-01-01T00:00:00Z, as text. */
  readonly moment: string
  readonly flag_name: string
  readonly variant: string | null
  readonly value: string | null
  readonly reason: string
  readonly is_active: boolean | null
}

/** What SQL answers of every flag, in every environment, for these users at these instants; null is a context without a key. */
export async function sqlAnswers(
  queries: Queries,
  users: readonly (string | null)[],
  moments: readonly number[],
): Promise<SqlAnswer[]> {
  return queries.query<SqlAnswer>(
    `SELECT env_name, user_key, (extract(epoch FROM moment) * 1000)::bigint AS moment, answer.*
     FROM environments CROSS JOIN unnest($1::text[]) AS user_key CROSS JOIN unnest($2::timestamptz[]) AS moment
     CROSS JOIN LATERAL evaluate_flags(user_key, env_name, moment) AS answer`,
    [users, moments.map((moment) => new Date(moment).toISOString())],
  )
}
