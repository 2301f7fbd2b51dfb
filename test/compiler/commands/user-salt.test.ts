import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { alice, fresh, type TestRepository } from '../../support/repository.ts'
import { salt } from '../../support/salt.ts'
import { halyard } from '../../support/terminal.ts'

const named = `environments: { staging: {}, production: { protected: true } }
users: { mara-101c: {}, joost-5d07: {} }
groups: { testers: { members: [mara-101c], exclude: [joost-5d07] } }
flags:
  a: { description: d, owner: o, assignments: { staging: [{ group: testers }], production: [{ user: mara-101c }] } }
  b: { description: d, owner: o, assignments: { staging: everyone, production: everyone } }
`

const addresses = `environments: { staging: {}, production: {} }
users: { 'Mara.de.Wit@example.com': {}, '+31 6 12345678': {}, u-3: {} }
groups: { testers: { members: ['Mara.de.Wit@example.com', '+31 6 12345678', u-3] } }
flags:
  a: { description: d, owner: o, assignments: { staging: everyone, production: [{ group: testers }] } }
`

function repository(text: string): TestRepository {
  const git = fresh()
  git.commit(alice, { 'flags/a.yaml': text })
  return git
}

async function built(git: TestRepository, out: string, env: Record<string, string> = {}) {
  const ran = await halyard(['build', '--out', out, '--format', 'json'], { cwd: git.folder, env })
  expect(ran.exit, ran.stderr).toBe(0)
  const folder = join(git.folder, out)
  const files = readdirSync(folder).filter((name) => name.endsWith('.snapshot'))
  return {
    ...ran,
    bytes: (environment: string) =>
      new Uint8Array(readFileSync(join(folder, files.find((name) => name.startsWith(`${environment}.`)) ?? ''))),
  }
}

test('with a salt, build names users by hashes: the same bytes each time, the same answers, no key of a user', async () => {
  const git = repository(named)
  const plain = await built(git, 'plain')
  const first = await built(git, 'first', { HALYARD_SALT: salt })
  const second = await built(git, 'second', { HALYARD_SALT: salt })
  expect(first.stdout).toBe(second.stdout)
  for (const environment of ['staging', 'production']) {
    const text = Buffer.from(first.bytes(environment)).toString('latin1')
    expect(text).not.toMatch(/mara|joost/)
    expect(Buffer.from(plain.bytes(environment)).toString('latin1')).toMatch(/mara/)
    const [hashed, unhashed] = [loadSnapshot(first.bytes(environment), [salt]), loadSnapshot(plain.bytes(environment))]
    for (const targetingKey of ['mara-101c', 'joost-5d07', 'somebody'])
      for (const flag of ['a', 'b']) {
        const { metadata: _, ...decision } = evaluate(hashed, flag, { targetingKey }, 0)
        expect(evaluate(unhashed, flag, { targetingKey }, 0)).toMatchObject(decision)
      }
  }
})

test('only the versions of flags that name users follow the salt', async () => {
  const git = repository(named)
  const versions = async (out: string, env: Record<string, string>): Promise<string[]> => {
    const plan = loadSnapshot((await built(git, out, env)).bytes('production'), Object.values(env))
    return ['a', 'b'].map((flag) => evaluate(plan, flag, {}, 0).metadata['version'])
  }
  const [plain, one, other] = [
    await versions('plain', {}),
    await versions('one', { HALYARD_SALT: salt }),
    await versions('other', { HALYARD_SALT: `${salt}-other` }),
  ]
  expect(new Set([plain, one, other].map(([a]) => a)).size).toBe(3)
  expect(new Set([plain, one, other].map(([, b]) => b)).size).toBe(1)
})

test('the salt of an environment wins over that of all, and others go without', async () => {
  const git = repository(named)
  const own = await built(git, 'own', { HALYARD_SALT: salt, HALYARD_SALT_STAGING: `${salt}-staging` })
  expect(() => loadSnapshot(own.bytes('staging'), [salt])).toThrow('another salt')
  expect(loadSnapshot(own.bytes('staging'), [`${salt}-staging`]).environment).toBe('staging')
  expect(loadSnapshot(own.bytes('production'), [salt]).environment).toBe('production')
  const one = await built(git, 'one', { HALYARD_SALT_PRODUCTION: salt })
  expect(JSON.parse(one.stdout)).toMatchObject({ snapshots: [{ hashed: false }, { hashed: true }] })
})

test.each(['fifteen letters', `${salt},short`])('the salt %j is refused, and not shown', async (bad) => {
  const git = repository(named)
  const { exit, stdout, stderr } = await halyard(['build'], { cwd: git.folder, env: { HALYARD_SALT: bad } })
  expect([exit, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    'error: the salt for the users of `staging`, in HALYARD_SALT_STAGING or HALYARD_SALT, has fewer than 16 characters\n' +
      '  help: make one with `openssl rand -hex 32`\n',
  )
})

test('build warns of e-mail addresses and phone numbers in a snapshot, with a count and a masked one', async () => {
  const git = repository(addresses)
  const { stderr } = await built(git, 'out')
  const warnings = stderr.split('\n').filter((line) => line.startsWith('warning: in the snapshot'))
  expect(warnings).toEqual([
    'warning: in the snapshot of production, anybody who gets it can read 2 users named by an e-mail address or a phone number, such as `+3…`',
  ])
  expect(stderr).toContain('set HALYARD_SALT_PRODUCTION or HALYARD_SALT')
  expect((await built(git, 'salted', { HALYARD_SALT: salt })).stderr).not.toContain('warning: in the snapshot')
})

test('build warns of what conditions spell out, which a salt does not hide', async () => {
  const asks = (when: string): string =>
    `environments: { production: {} }\nflags: { a: { description: d, owner: o, assignments: { production: [{ when: ${when} }] } } }\n`
  const email = repository(
    asks('{ any: [{ email: { in: [mara@example.com, joost@example.com] } }, { not: { email: mara@example.com } }] }'),
  )
  const warning = (text: string) =>
    `warning: conditions in the snapshot of production spell out ${text}, and no salt hides those`
  for (const env of [{}, { HALYARD_SALT: salt }])
    expect((await built(email, 'out', env)).stderr).toContain(warning('2 texts about people, such as `m…@…`'))
  const key = repository(asks('{ targetingKey: [mara-101c] }'))
  expect((await built(key, 'plain')).stderr).toBe('')
  expect((await built(key, 'salted', { HALYARD_SALT: salt })).stderr).toContain(
    warning('1 text about people, such as `ma…`'),
  )
})
