import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyHash, newApiKey } from '../../../compiler/model/api-key.ts'
import { projectFolder } from '../../support/project.ts'
import { alice, bob, fresh } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const hash = (letter: string) => letter.repeat(64)
const file = `# Who may ask.
environments:
  staging: { keys: [{ kind: client, sha256: ${hash('d')} }] } # for the yard
  production:
    protected: true
    keys:
      # the shop
      - { kind: server, sha256: abcd${'1'.repeat(60)}, name: shop }
      - kind: server # the till
        sha256: abcd${'2'.repeat(60)}
        name: till
      - { kind: client, sha256: ${hash('c')}, name: web }
`
const folder = (text = file) => projectFolder({ 'flags/places.yaml': text })
const textIn = (cwd: string) => readFileSync(join(cwd, 'flags/places.yaml'), 'utf8')
const keys = (cwd: string, ...words: string[]) => halyard(['keys', ...words], { cwd })

describe('keys list', () => {
  test('shows what is known of each key, and who added it when', async () => {
    const git = fresh()
    git.commit(alice, { 'flags/places.yaml': file.replace(/ *- \{ kind: client.*web \}\n/, '') })
    git.commit(bob, { 'flags/places.yaml': `# moved\n${file}` })
    git.write({ 'flags/places.yaml': `# moved\n${file}      - { kind: client, sha256: ${hash('e')} }\n` })
    const { exit, stdout } = await keys(git.folder, 'list', 'production')
    expect(exit).toBe(0)
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(rows.map(([, kind, name, sha256, who, , place]) => [kind, name, sha256, who, place])).toEqual([
      ['KIND', 'NAME', 'SHA-256', 'WHO', 'PLACE'],
      ['server', 'shop', 'abcd11111111', alice, 'flags/places.yaml:9'],
      ['server', 'till', 'abcd22222222', alice, 'flags/places.yaml:10'],
      ['client', 'web', 'cccccccccccc', bob, 'flags/places.yaml:13'],
      ['client', '-', 'eeeeeeeeeeee', '-', 'flags/places.yaml:14'],
    ])
    const all = JSON.parse((await keys(git.folder, 'list', '--format', 'json')).stdout) as { keys: unknown[] }
    expect(all.keys).toHaveLength(5)
    expect(all.keys[0]).toMatchObject({
      environment: 'staging',
      kind: 'client',
      name: null,
      sha256: hash('d'),
      file: 'flags/places.yaml',
      line: 4,
      added: { by: alice, commit: expect.stringMatching(/^[0-9a-f]{40}$/), subject: 'change' },
    })
    expect(all.keys[4]).toMatchObject({ sha256: hash('e'), added: null })
  })

  test('needs no repository, and says that there are none', async () => {
    expect((await keys(folder(), 'list', 'staging')).stdout).toMatch(
      /staging +client +- +dddddddddddd +- +- +flags\/places/,
    )
    const none = await keys(folder('environments: { production: {} }\n'), 'list')
    expect(none).toEqual({ exit: 0, stdout: '', stderr: 'no environment has keys yet\n' })
    expect((await keys(folder(), 'list', 'prod')).stderr).toContain('production')
  })

  test('shows nothing that a terminal would obey', async () => {
    const cwd = folder(
      'environments: { production: { keys: [{ kind: server, sha256: ' + hash('a') + ', name: "\\u202Ex" }] } }\n',
    )
    expect((await keys(cwd, 'list')).stdout).not.toContain('\u202E')
  })
})

describe('keys revoke', () => {
  test.each([
    ['by the first digits', ['ccCC'], /client key web, cccccccccccc, of production/],
    ['by the whole SHA-256', [hash('c')], /client key web/],
    ['by its name', ['--name', 'web'], /client key web/],
  ])('takes a key out %s, with the comments of the others as they are', async (_, words, told) => {
    const cwd = folder()
    const { exit, stdout, stderr } = await keys(cwd, 'revoke', 'production', ...words)
    expect([exit, stdout]).toEqual([0, expect.stringMatching(told)])
    expect(textIn(cwd)).toBe(file.replace(/ *- \{ kind: client.*web \}\n/, ''))
    expect(stderr).toContain('commit that, and publish')
    expect(stderr).toContain('the last client key of production: no browser')
  })

  test('takes the key itself, which it never repeats', async () => {
    const { key, sha256 } = newApiKey('production', 'server')
    const cwd = folder(file.replace(hash('c'), sha256))
    const { exit, stdout, stderr } = await keys(cwd, 'revoke', 'production', key, '--format', 'json')
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ environment: 'production', name: 'web', sha256, last: true })
    expect(textIn(cwd)).not.toContain(sha256)
    expect(stderr).toContain('history of your shell')
    expect(stdout + stderr).not.toContain(key.slice(0, 40))
  })

  test('takes an entry on several lines, and the list itself with its last one', async () => {
    const cwd = folder()
    await keys(cwd, 'revoke', 'production', 'abcd2')
    expect(textIn(cwd)).toContain('name: shop }\n      - { kind: client')
    await keys(cwd, 'revoke', 'staging', 'dddd')
    expect(textIn(cwd)).toContain('  staging: {} # for the yard\n')
    expect((await halyard(['validate'], { cwd })).exit).toBe(0)
  })

  test('takes out every entry of a key that is written twice', async () => {
    const twice = `{ kind: server, sha256: ${hash('a')} }`
    const cwd = folder(`environments:\n  production: { keys: [${twice}, ${twice}] }\n`)
    expect((await keys(cwd, 'revoke', 'production', 'aaaa')).exit).toBe(0)
    expect(textIn(cwd)).not.toContain('aaaa')
  })

  test('works while other files have errors', async () => {
    const cwd = projectFolder({ 'flags/places.yaml': file, 'flags/broken.yaml': 'flags: { a: { owner: 7 } }\n' })
    expect((await keys(cwd, 'revoke', 'production', '--name', 'web')).exit).toBe(0)
  })

  test.each([
    [2, ['abcd'], 'abcd11111111 (shop), abcd22222222 (till)'],
    [2, ['abc'], 'at least four hex digits'],
    [2, ['halyard_production_srv_oops'], 'neither an API key'],
    [2, [], 'which key?'],
    [2, ['cccc', '--name', 'web'], 'which key?'],
    [1, ['ffff'], 'production has no such key'],
    [1, ['--name', 'nobody'], 'halyard keys list production'],
    [1, [newApiKey('staging', 'server').key], 'a key of `staging`'],
    [1, [newApiKey('production', 'server').key], 'production has no such key'],
  ])('ends with %i and changes nothing for %j', async (exit, words, told) => {
    const cwd = folder()
    const ran = await keys(cwd, 'revoke', 'production', ...words)
    expect([ran.exit, ran.stdout]).toEqual([exit, ''])
    expect(ran.stderr).toContain(told)
    expect(ran.stderr).not.toContain(words[0]?.startsWith('halyard_') ? words[0].slice(0, 30) : 'halyard_')
    expect(textIn(cwd)).toBe(file)
  })
})

describe('keys new', () => {
  test('says how to rotate, and that two are enough', async () => {
    const cwd = folder()
    const ran = async () => (await keys(cwd, 'new', 'production', '--kind', 'client')).stderr
    const [second, third] = [await ran(), await ran()]
    expect(second).toContain('to rotate, give it to the application')
    expect(second).not.toContain('warning')
    expect(third).toContain('warning: production had 2 client keys already')
    const first = await keys(cwd, 'new', 'staging', '--kind', 'server')
    expect(first.stderr).not.toContain('rotate')
  })

  test('tells machines what it made', async () => {
    const cwd = folder()
    const { stdout } = await keys(cwd, 'new', 'staging', '--kind', 'server', '--name', 'x', '--format', 'json')
    const told = JSON.parse(stdout) as Record<string, string>
    expect(told).toMatchObject({ environment: 'staging', kind: 'server', name: 'x', file: 'flags/places.yaml' })
    expect(keyHash(told['key']!)).toBe(told['sha256'])
    expect(textIn(cwd)).toContain(told['sha256'])
  })
})

test.each([
  [['make'], 'cannot `make`'],
  [['new'], 'which environment?'],
  [['revoke'], 'which environment?'],
  [['list', 'production', 'x'], 'takes no key'],
  [['new', 'production', 'x'], 'takes no key'],
])('keys %j is wrong use', async (words, told) => {
  const ran = await keys(folder(), ...words)
  expect([ran.exit, ran.stderr]).toEqual([2, expect.stringContaining(told)])
})

test('the pattern for scanners in the docs finds keys of every kind and environment', () => {
  const page = readFileSync(new URL('../../../docs/keys.md', import.meta.url), 'utf8')
  const [, pattern] = /```regex\n(.+)\n```/.exec(page) ?? []
  const found = (text: string) => new RegExp(pattern!).exec(text)?.[0]
  for (const environment of ['production', 'eu-west_2.blue'])
    for (const kind of ['server', 'client'] as const) {
      const { key } = newApiKey(environment, kind)
      expect(found(`HALYARD_KEY="${key}"\n`)).toBe(key)
    }
  expect(found('halyard_production_srv_short_000000')).toBeUndefined()
})
