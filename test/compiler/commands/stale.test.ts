import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { alice, bob, fresh, type TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const day = 24 * 60 * 60 * 1000

const flags = `environments: { staging: {}, production: {} }
users: { ann: {} }
flags:
  everywhere:
    owner: web
    description: Long done
    assignments: { staging: everyone, production: everyone }
  child: { description: d, dependsOn: [everywhere], client: true, assignments: { production: [{ user: ann }] } }
  staged: { description: d, assignments: { staging: everyone } }
  over: { description: d, expires: 2026-01-01T00:00:00Z, assignments: { production: everyone } }
  dark: { description: d, enabled: false }
`

function repository(): TestRepository {
  const git = fresh()
  git.commit(alice, { 'flags/a.yaml': flags })
  return git
}

async function stale(git: TestRepository, days: number, words: readonly string[], env: Record<string, string> = {}) {
  const ran = await halyard(['stale', ...words], { cwd: git.folder, env, clock: () => Date.now() + days * day })
  return ran
}

interface Found {
  readonly stale: readonly { readonly flag: string; readonly reasons: readonly { readonly kind: string }[] }[]
  readonly counted: boolean
}

/** Each flag with the kinds of its reasons. */
async function kinds(...given: Parameters<typeof stale>): Promise<Record<string, string[]>> {
  const [git, days, words, env] = given
  const ran = await stale(git, days, [...words, '--format', 'json'], env)
  expect(ran.exit, ran.stderr).toBe(0)
  const found = JSON.parse(ran.stdout) as Found
  return Object.fromEntries(found.stale.map(({ flag, reasons }) => [flag, reasons.map(({ kind }) => kind)]))
}

test('flags that are the same for everybody for long, off for long, or over, with place, owner, author and what goes first', async () => {
  const git = repository()
  const { exit, stdout, stderr } = await stale(git, 40.5, [])
  const commit = git.git('rev-parse', '--short=7', 'HEAD')
  expect([exit, stderr]).toEqual([
    0,
    'note: whether applications ask for a flag was not looked at: set CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN\n',
  ])
  const changed = `last changed 40 days ago by Alice Janssen <alice@example.com> with ${commit}`
  expect(stdout.replace(/expired \d+ days ago/, 'expired long ago')).toBe(`dark  flags/a.yaml:11:3
  it is off for everybody in every environment, for 40 days
  nobody owns it, ${changed}

everywhere  flags/a.yaml:4:3
  everybody gets \`on\` in every environment, for 40 days
  first remove \`child\`, which depends on it
  owner web, ${changed}

over  flags/a.yaml:10:3
  it expired long ago, at 2026-01-01T00:00:00Z
  nobody owns it, ${changed}

3 flags look ready to be removed
`)
})

test('what changed lately is not stale, and moving or formatting is no change', async () => {
  const git = repository()
  expect(await kinds(git, 29, [])).toEqual({ over: ['expired'] })
  expect(await kinds(git, 29, ['--days', '20'])).toHaveProperty('everywhere', ['settled'])
  git.commit(bob, {
    'flags/a.yaml': undefined,
    'flags/team/b.yaml': `# moved\n${flags.replaceAll('{ staging:', '{  staging:')}`,
  })
  const { stdout } = await stale(git, 31, ['--format', 'json'])
  expect(JSON.parse(stdout)).toMatchObject({
    stale: [
      {},
      {
        flag: 'everywhere',
        file: 'flags/team/b.yaml',
        line: 5,
        owner: 'web',
        changed: { author: alice },
        children: ['child'],
      },
      {},
    ],
  })
})

test('one environment can be asked for, and the exit code can tell', async () => {
  const git = repository()
  expect(await kinds(git, 31, ['-e', 'staging'])).toEqual({
    child: ['off'],
    dark: ['off'],
    everywhere: ['settled'],
    over: ['expired'],
    staged: ['settled'],
  })
  expect((await stale(git, 31, ['--exit-code'])).exit).toBe(3)
  git.commit(alice, {
    'flags/a.yaml':
      'environments: { production: {} }\nflags: { a: { description: d, assignments: { production: everyone } } }\n',
  })
  expect(await stale(git, 0, ['--exit-code'])).toMatchObject({ exit: 0, stdout: 'no flag looks ready to be removed\n' })
})

test.each([
  [['--days', '-1'], '`--days` wants a number from 0 to 9999, not'],
  [['--env', 'prodution'], 'there is no environment `prodution`'],
])('%j is wrong use', async (words, message) => {
  const { exit, stderr } = await stale(repository(), 0, [words[0]! + '=' + words[1]!])
  expect(exit).toBe(2)
  expect(stderr).toContain(message)
})

const account = { CLOUDFLARE_ACCOUNT_ID: 'acc', CLOUDFLARE_API_TOKEN: 'secret-token' }

/** Plays the SQL API of Analytics Engine; gives what points to it, and what it was asked. */
async function analytics(answer: string, status = 200) {
  const asked: { url: string | undefined; token: string | undefined; sql: string }[] = []
  const server = createServer((request, response) => {
    let sql = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => (sql += part))
    request.on('end', () => {
      asked.push({ url: request.url, token: request.headers.authorization, sql })
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(answer)
    })
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4/`
  return { asked, env: { ...account, CLOUDFLARE_API_BASE_URL: base } }
}

const point = (flag: string, request = 'single', kind = 'server', environment = 'production') => ({
  environment,
  flag,
  request,
  kind,
  points: '7',
})
const rows = (...data: object[]): string => JSON.stringify({ meta: [], data, rows: data.length })

test('with an account, flags that nobody asked for are told as well', async () => {
  const { asked, env } = await analytics(rows(point('staged'), point('over'), point('dark')))
  expect(await kinds(repository(), 31, [], env)).toEqual({
    child: ['unasked'],
    dark: ['off'],
    everywhere: ['settled', 'unasked'],
    over: ['expired'],
  })
  expect(asked).toMatchObject([{ url: '/client/v4/accounts/acc/analytics_engine/sql', token: 'Bearer secret-token' }])
  expect(asked[0]?.sql).toMatch(
    /FROM halyard_evaluations WHERE timestamp > NOW\(\) - INTERVAL '30' DAY .* FORMAT JSON$/,
  )
})

test('whoever gets all flags at once may use any of those they see', async () => {
  const browser = await analytics(rows(point('child', 'bulk', 'client'), point('staged'), point('over'), point('dark')))
  expect(await kinds(repository(), 31, [], browser.env)).not.toHaveProperty('child')
  expect(await kinds(repository(), 31, [], browser.env)).toHaveProperty('everywhere', ['settled', 'unasked'])
  const server = await analytics(rows(point('staged', 'bulk', 'server')))
  expect(await kinds(repository(), 31, [], server.env)).toHaveProperty('everywhere', ['settled'])
})

test('where nothing was counted, nobody can tell', async () => {
  const { env } = await analytics(rows(point('staged', 'single', 'server', 'elsewhere')))
  const { stdout, stderr } = await stale(repository(), 31, ['--format', 'json'], env)
  expect(stderr).toContain('no evaluation was counted')
  expect((JSON.parse(stdout) as Found).counted).toBe(false)
})

test.each([
  [
    'not with 200',
    403,
    '{"errors":[{"message":"no such token"}]}',
    'answered 403: {"errors":[{"message":"no such token"}]}',
  ],
  ['without rows', 200, '{"data":7}', 'did not answer with rows'],
  ['with a page', 200, '<html>', 'did not answer with rows'],
])('an answer %s is said, and the token is not', async (_, status, answer, message) => {
  const { env } = await analytics(answer, status)
  const ran = await stale(repository(), 31, [], env)
  expect(ran).toMatchObject({ exit: 1, stdout: '' })
  expect(ran.stderr).toContain(`error: Analytics Engine ${message}`)
  expect(ran.stderr).not.toContain('secret-token')
})

test.each([
  [{ ...account, CLOUDFLARE_API_BASE_URL: 'http://example.com' }, 'CLOUDFLARE_API_BASE_URL is `example.com`'],
  [
    { ...account, CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:1', HALYARD_DATASET: 'x; DROP' },
    '`x; DROP` cannot name a dataset',
  ],
  [{ ...account, CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:1' }, 'Analytics Engine cannot be reached'],
])('%j is refused', async (env, message) => {
  const { exit, stderr } = await stale(repository(), 31, [], env)
  expect(exit).toBeGreaterThan(0)
  expect(stderr).toContain(message)
})
