import type { Pool, PoolConfig } from 'pg'
import { type Address, readAddresses } from './address.ts'
import { cancelStatement } from './cancel.ts'
import { demandChannelBinding } from './channel-binding.ts'
import { connectionFailure } from './connection-failure.ts'
import { openPool } from './pool.ts'
import { chooseSchema, withSchema } from './schema-name.ts'
import { serverStore } from './server-store.ts'
import { fits, unfit } from './session-kind.ts'
import type { Store, Use } from './store.ts'

/**
 * A store on the Postgres that `url` names. TLS follows `sslmode` as in psql: `prefer` unless told, so that a server with
 * or without TLS just works; `verify-full` checks certificate and name. Of several hosts, the first that answers and is
 * what `target_session_attrs` wants.
 * @param use.schema what `--schema` said; without it, `?schema=` of the address counts, then `HALYARD_SCHEMA`
 * @throws Failure in one line without the password
 */
export async function openServer(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  use: Use = {},
): Promise<Store> {
  const addresses = readAddresses(url, env)
  const schema = chooseSchema({ option: use.schema, address: addresses[0].schema, variable: env['HALYARD_SCHEMA'] })
  let failed: unknown
  for (const address of addresses)
    try {
      const { pool, config } = await connect(address)
      return serverStore(pool, 'server', {
        signal: use.signal,
        schema,
        name: withSchema(address.name, schema),
        cancel: (client) => cancelStatement(config, client),
      })
    } catch (error) {
      failed ??= error
    }
  throw failed
}

interface Connected {
  readonly pool: Pool
  readonly config: PoolConfig
}

async function connect(address: Address): Promise<Connected> {
  const connected = await connectAnyhow(address)
  if (await fits(connected.pool, address.sessionKind)) return connected
  await connected.pool.end()
  throw unfit(address)
}

async function connectAnyhow(address: Address): Promise<Connected> {
  const config = address.channelBinding === 'require' ? demandChannelBinding(address.config) : address.config
  try {
    return { pool: await openPool(config), config }
  } catch (error) {
    const refusedTls = error instanceof Error && /does not support SSL|SSL encryption|SSL on/.test(error.message)
    if (!(refusedTls && address.tlsOptional)) throw connectionFailure(error, address)
  }
  const plain = { ...config, ssl: false }
  try {
    return { pool: await openPool(plain), config: plain }
  } catch (error) {
    throw connectionFailure(error, address)
  }
}
