import { Pool, type PoolConfig } from 'pg'

/**
 * A pool with one connection made, so that a wrong address shows at once.
 * @throws what the driver throws; it may hold the password
 */
export async function openPool(config: PoolConfig): Promise<Pool> {
  const pool = new Pool(config)
  pool.on('error', survive)
  pool.on('connect', (client) => client.on('error', survive))
  try {
    const client = await pool.connect()
    client.release()
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

/**
 * A connection that dies while idle is thrown away by the pool, which opens the next one; one that dies at work rejects the
 * query at hand. Without a listener, either would end the process.
 */
function survive(): void {}
