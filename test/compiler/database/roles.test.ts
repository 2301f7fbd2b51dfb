import { expect, onTestFinished, test } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import { run } from '../../support/postgres.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'
import { serverAddress } from '../../support/store.ts'
import { halyard } from '../../support/terminal.ts'

const flags = (enabled: boolean) => `environments: { production: {} }
users: { anna: { id: 7 }, ben: {} }
groups: { testers: { members: [anna] } }
flags:
  dock: { description: Docks, owner: pay, assignments: { production: everyone } }
  tips: { description: Tips, owner: pay, enabled: ${enabled}, dependsOn: [dock], assignments: { production: [{ group: testers }, { user: ben, serve: off }] } }
`

/** An empty database where PUBLIC may create nothing, with a schema `app` in which the first of two roles may. */
async function cloud() {
  const address = await serverAddress({ superuser: true, migrated: false })
  if (!address) return undefined
  const [owner, guest] = [`owner_${process.pid}`, `guest_${process.pid}`]
  await run(
    address,
    `CREATE ROLE ${owner} LOGIN; CREATE ROLE ${guest} LOGIN; CREATE SCHEMA app;
     REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT USAGE, CREATE ON SCHEMA app TO ${owner};
     DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
       EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${owner}, ${guest}', current_database()); END $$`,
  )
  onTestFinished(() => run(address, `DROP OWNED BY ${owner}, ${guest} CASCADE; DROP ROLE ${owner}, ${guest}`))
  const as = (role: string): string => {
    const url = new URL(address)
    url.username = role
    return url.href
  }
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  git.commit(alice, { 'flags/all.yaml': flags(false), '.gitignore': '.halyard\n' })
  const command = (role: string, ...words: string[]) =>
    halyard(words, { cwd: git.folder, env: { DATABASE_URL: as(role), HALYARD_SCHEMA: 'app' } })
  return { address, git, owner, guest, as, command }
}

test('a role that owns nothing but its tables in one schema is enough for everything', async ({ skip }) => {
  const made = await cloud()
  if (!made) return skip('needs a real Postgres')
  const { git, owner, as, command } = made
  expect(await command(owner, 'sync')).toMatchObject({ exit: 0, stderr: '' })
  git.commit(bob, { 'flags/all.yaml': flags(true) })
  expect(await command(owner, 'sync')).toMatchObject({ exit: 0, stderr: '' })
  const store = await openServer(as(owner), {}, { schema: 'app' })
  onTestFinished(() => store.close())
  await store.execute(`CALL enable_flag(1, 'Nora'); DELETE FROM users WHERE user_key = 'ben'`)
  expect((await command(owner, 'audit', 'tips')).stdout).toContain('Bob de Vries')
  const { stdout } = await command(owner, 'audit')
  for (const told of ['Nora', 'user ben deleted']) expect(stdout).toContain(told)
  expect((await command(owner, 'build', '--from', 'database', '--out', 'out')).exit).toBe(0)
})

test('a role without a schema of its own is told what it needs', async ({ skip }) => {
  const made = await cloud()
  if (!made) return skip('needs a real Postgres')
  const { git, guest, as, command } = made
  const inPublic = await halyard(['sync'], { cwd: git.folder, env: { DATABASE_URL: as(guest) } })
  expect(inPublic).toMatchObject({ exit: 2, stdout: '' })
  expect(inPublic.stderr).toMatch(/^error: this database user may not create the tables\n {2}help: .* --schema\n$/)
  const missing = await command(guest, 'sync', '--schema', 'nowhere')
  expect(missing.stderr).toMatch(/^error: there is no schema "nowhere", and this database user may not create it\n/)
  const synced = await command(guest, 'sync')
  expect(synced.stderr).toMatch(/^error: the user of .* lacks a right: permission denied for schema app\n/)
  const closed = await command(guest, 'audit')
  expect(closed.stderr).toMatch(/^error: this database user may not look into the schema "app"\n {2}help: GRANT USAGE/)
})

test('a role that only reads has audit and build; sync says what is missing', async ({ skip }) => {
  const made = await cloud()
  if (!made) return skip('needs a real Postgres')
  const { address, git, owner, guest, command } = made
  await command(owner, 'sync')
  await run(address, `GRANT USAGE ON SCHEMA app TO ${guest}; GRANT SELECT ON ALL TABLES IN SCHEMA app TO ${guest}`)
  expect((await command(guest, 'audit')).stdout).toContain('Alice Janssen')
  expect((await command(guest, 'build', '--from', 'database', '--out', 'out')).exit).toBe(0)
  git.commit(bob, { 'flags/all.yaml': flags(true) })
  const refused = await command(guest, 'sync')
  expect(refused.stderr).toMatch(/^error: the user of .* lacks a right: permission denied for table \w+\n {2}help: /)
})

test('the rights that the documents give an application are enough to read and to call enable_flag', async ({
  skip,
}) => {
  const made = await cloud()
  if (!made) return skip('needs a real Postgres')
  const { address, owner, guest, as, command } = made
  await command(owner, 'sync')
  await run(
    address,
    `GRANT USAGE ON SCHEMA app TO ${guest}; GRANT SELECT ON ALL TABLES IN SCHEMA app TO ${guest};
     GRANT UPDATE (is_enabled) ON app.feature_flags TO ${guest}`,
  )
  const store = await openServer(as(guest), {})
  onTestFinished(() => store.close())
  expect(await store.query(`SELECT flag_name FROM app.active_flags('anna', 'production')`)).toEqual([
    { flag_name: 'dock' },
  ])
  const [tips] = await store.query<{ id: string }>(
    `SELECT flag_id AS id FROM app.feature_flags WHERE flag_name = 'tips'`,
  )
  await store.query('CALL app.enable_flag($1, $2)', [tips?.id, 'Nora'])
  expect((await command(owner, 'audit', 'tips')).stdout).toMatch(/Nora +- +flag tips enabled/)
  await expect(store.execute(`UPDATE app.feature_flags SET salt = 'x'`)).rejects.toMatchObject({ code: '42501' })
  await expect(store.execute(`DELETE FROM app.audit_logs`)).rejects.toMatchObject({ code: '42501' })
})
