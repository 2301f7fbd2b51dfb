import type { EventEmitter } from 'node:events'
import { Client, type ClientConfig, type PoolConfig } from 'pg'

/** What the driver says when it gives up for want of a channel binding. */
export const withoutBinding = 'the server offers no channel binding'

const bound = 'SCRAM-SHA-256-PLUS'

/**
 * `channel_binding=require`: nothing but a login that is tied to this very TLS connection, so that nobody in between can pass
 * it on. The driver binds when it is offered to; this refuses every server that does not offer it, before a password is sent.
 */
export function demandChannelBinding(config: PoolConfig): PoolConfig {
  function BindingClient(options: ClientConfig): Client {
    const client = new Client(options)
    const { connection } = client as unknown as { connection: EventEmitter & { stream: { destroy(): void } } }
    let offered = false
    const refuse = (): void => {
      connection.emit('error', new Error(withoutBinding))
      connection.stream.destroy()
    }
    connection.on('authenticationSASL', ({ mechanisms }: { mechanisms: readonly string[] }) => {
      offered = mechanisms.includes(bound)
      if (!offered) refuse()
    })
    connection.on('authenticationOk', () => offered || refuse())
    for (const weaker of ['authenticationCleartextPassword', 'authenticationMD5Password']) connection.on(weaker, refuse)
    return client
  }
  return { ...config, Client: BindingClient as unknown as new () => Client }
}
