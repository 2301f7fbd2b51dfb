import { expect, test } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import { serverAddress } from '../../support/store.ts'
import { halyard } from '../../support/terminal.ts'

test('audit needs no checkout when a server is named, and only reads', async ({ skip }) => {
  const address = await serverAddress({ migrated: false })
  if (!address) return skip('needs a real Postgres')
  const asked = await halyard(['audit', 'tips'], { cwd: '/', env: { DATABASE_URL: address } })
  expect(asked).toEqual({ exit: 0, stdout: '', stderr: 'no change of `tips` is known\n' })
  const store = await openServer(address, {})
  expect(await store.query('SELECT FROM pg_tables WHERE schemaname = current_schema()')).toEqual([])
  await store.close()
})
