import { join } from 'node:path'
import { openEmbedded } from './embedded.ts'
import { claimEmbedded } from './embedded-lock.ts'
import { chooseSchema } from './schema-name.ts'
import { openServed } from './served.ts'
import { openServer } from './server.ts'
import type { Store } from './store.ts'

export interface Where {
  /** The folder `.halyard/` belongs to. */
  readonly root: string
  /** `DATABASE_URL`, `HALYARD_SCHEMA`, `HOME` and the `PG…` variables that psql knows are read. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** What `--schema` said: the schema that holds the tables. Without it, the address and `HALYARD_SCHEMA` are asked. */
  readonly schema?: string | undefined
  /** Ends the waiting for a store that another process holds, and every transaction that is not committed. */
  readonly signal?: AbortSignal
  /** Milliseconds to wait while another process holds the embedded store; 10,000 unless told. */
  readonly patience?: number
}

/**
 * The store of a flag repository: the server that `DATABASE_URL` names, else the embedded one in `.halyard/db`, made when it
 * is not there. When another process serves the embedded store, this one talks to it through that port.
 * @throws Failure in one line without the password, when the store cannot be reached; exit 5 when another process holds it
 */
export async function openStore({ root, env, schema: option, signal, patience = 10_000 }: Where): Promise<Store> {
  if (env['DATABASE_URL']) return openServer(env['DATABASE_URL'], env, { schema: option, signal })
  const use = { schema: chooseSchema({ option, variable: env['HALYARD_SCHEMA'] }), signal }
  const folder = join(root, '.halyard', 'db')
  const deadline = Date.now() + patience
  for (;;) {
    const claim = await claimEmbedded(folder, deadline, signal)
    if (claim.lock) return openEmbedded(folder, claim.lock, use)
    const served = await openServed(claim.port, deadline, use)
    if (served) return served
  }
}
