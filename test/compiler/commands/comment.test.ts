import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanDocument } from '../../../schema/types.ts'
import { openForge, type Hosted } from '../../support/forge.ts'
import { flagChange, gains, head, hostilePlan, plan } from '../../support/plan-documents.ts'
import { projectFolder } from '../../support/project.ts'
import { halyard, type Ran } from '../../support/terminal.ts'
import { zipped } from '../../support/zipped.ts'

const bot = 'github-actions[bot]'
const marker = '<!-- halyard:plan:v1 -->'
const branch = '$(touch pwned)'
const something = plan({
  changes: [flagChange('one')],
  impact: {
    at: '2026-06-01T00:00:00.000Z',
    environments: [{ environment: 'production', isProtected: true, flags: [gains('one', ['alice'])] }],
  },
})

const pull = (change: object = {}) => ({
  number: 7,
  head: { sha: head, ref: branch, repo: { full_name: 'fork/r' } },
  base: { repo: { full_name: 'o/r' } },
  ...change,
})

function hosted(document: PlanDocument | string = something, change: Partial<Hosted> = {}): Hosted {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return {
    comments: [],
    pulls: [pull()],
    artifacts: [{ id: 5, name: 'halyard-plan', size_in_bytes: 10, expired: false }],
    zip: zipped([['plan.json', text]]),
    ...change,
  }
}

const event = {
  workflow_run: {
    id: 99,
    event: 'pull_request',
    head_sha: head,
    head_branch: branch,
    head_repository: { full_name: 'fork/r' },
    pull_requests: [],
  },
}

async function comment(
  known: Hosted,
  words: string[] = [],
  env: Record<string, string> = {},
  happened: object = event,
) {
  const { url, asked } = await openForge(known)
  const cwd = projectFolder({ 'event.json': JSON.stringify(happened) })
  const surroundings = { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'o/r', GITHUB_TOKEN: 'secret-token' }
  const ran: Ran = await halyard(['comment', ...words], {
    cwd,
    env: { ...surroundings, GITHUB_EVENT_PATH: join(cwd, 'event.json'), ...env },
  })
  return { ...ran, asked, cwd }
}

test('the plan of a run from a fork becomes a comment on its pull request, and the next one replaces it', async () => {
  const known = hosted()
  const first = await comment(known)
  expect(first).toMatchObject({ exit: 0, stdout: '#7: the comment is created\n', stderr: '' })
  expect(first.asked.every(({ token }) => token === 'Bearer secret-token')).toBe(true)
  expect(first.asked[0]?.path).toContain('head=fork%3A%24(touch%20pwned)')
  expect(existsSync(join(first.cwd, 'pwned'))).toBe(false)
  expect(known.comments).toHaveLength(1)
  expect(known.comments[0]?.body).toMatch(/^<!-- halyard:plan:v1 -->\n### `one` changes for people in `production`\n/)
  expect(known.comments[0]?.body).toContain('[run](https://github.com/o/r/actions/runs/99)')

  expect((await comment(known)).stdout).toBe('#7: the comment is unchanged\n')
  known.zip = zipped([['plan.json', JSON.stringify(plan())]])
  expect((await comment(known)).stdout).toBe('#7: the comment is updated\n')
  expect(known.comments[0]?.body).toContain('### No flag changes')
})

test('where nothing changes, no comment is made', async () => {
  const known = hosted(plan())
  expect((await comment(known)).stdout).toBe('#7: the comment is left out\n')
  expect(known.comments).toEqual([])
})

test('its own comment is found behind others, and those of others stay as they are', async () => {
  const others = [
    ...Array.from({ length: 130 }, (_, index) => ({ id: index, body: 'talk', user: { login: 'alice' } })),
    { id: 500, body: `${marker}\nmine, really`, user: { login: 'github-actions' } },
    { id: 501, body: `${marker}\nmine, too`, user: { login: 'github-actions[bot] ' } },
    { id: 502, body: `said: ${marker}`, user: { login: bot } },
    { id: 503, body: '<!-- halyard:plan:v1:shop -->\nanother', user: { login: bot } },
  ]
  const known = hosted(something, {
    comments: [...structuredClone(others), { id: 600, body: marker, user: { login: bot } }],
  })
  expect((await comment(known)).stdout).toBe('#7: the comment is updated\n')
  expect(known.comments.slice(0, -1)).toEqual(others)
  expect((await comment(known, ['--scope', 'shop'])).stdout).toBe('#7: the comment is updated\n')
  expect(known.comments.find(({ id }) => id === 503)?.body).toMatch(/^<!-- halyard:plan:v1:shop -->\n### `one`/)
})

test('a pull request that has moved on, or is somebody else’s, gets no comment', async () => {
  const elsewhere = [
    pull({ head: { sha: 'd'.repeat(40), ref: branch, repo: { full_name: 'fork/r' } } }),
    pull({ head: { sha: head, ref: branch, repo: { full_name: 'other/r' } } }),
    pull({ head: { sha: head, ref: 'main', repo: { full_name: 'fork/r' } } }),
    pull({ base: { repo: { full_name: 'other/base' } } }),
  ]
  const known = hosted(something, { pulls: elsewhere })
  const { exit, stdout } = await comment(known)
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('nothing to comment on') })
  expect(known.comments).toEqual([])
})

test('a run without a plan says so in the comment that is there, and nowhere else', async () => {
  const known = hosted(something, { artifacts: [] })
  expect((await comment(known)).stdout).toBe('#7: the comment is left out\n')
  known.comments.push({ id: 1, body: `${marker}\nold`, user: { login: bot } })
  expect((await comment(known)).stdout).toBe('#7: the comment is updated\n')
  expect(known.comments[0]?.body).toContain(`### No plan for \`${head.slice(0, 10)}\``)
})

test.each([
  ['something else', zipped([['other.json', '{}']])],
  ['a path that leads out', zipped([['../plan.json', '{}']])],
  [
    'a second file',
    zipped([
      ['plan.json', '{}'],
      ['x', ''],
    ]),
  ],
  ['no archive', Buffer.from('hello')],
  ['a cut-off archive', zipped([['plan.json', JSON.stringify(something)]]).subarray(20)],
  ['a bomb', zipped([['plan.json', Buffer.alloc(11 * 1024 * 1024)]])],
])('what a run has kept is not taken when it is %s', async (_, zip) => {
  const { exit, stderr, asked } = await comment(hosted(something, { zip }))
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('not one file called plan.json') })
  expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
})

test.each([
  ['cut off', JSON.stringify(something).slice(0, -2), 'not JSON'],
  ['of another shape', JSON.stringify({ ...something, extra: 1 }), 'must NOT have additional properties'],
  ['with HTML for an id', JSON.stringify({ ...something, checksum: '<b>' }), '/checksum must match pattern'],
  ['of another commit', JSON.stringify({ ...something, target: 'e'.repeat(40) }), 'the pull request is at c0ffee1111'],
  [
    'with rows that no database has',
    JSON.stringify(plan({ changes: [flagChange('one', { after: { variants: '{' } })] })),
    'what no plan holds',
  ],
])('a plan that is %s is refused, and nothing is written', async (_, text, sentence) => {
  const { exit, stderr, asked } = await comment(hosted(text))
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining(sentence) })
  expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('whatever names are in the plan, the comment begins with the marker and holds it once', async () => {
  const known = hosted()
  await fc.assert(
    fc.asyncProperty(hostilePlan, async (hostile) => {
      known.zip = zipped([['plan.json', JSON.stringify(hostile).toWellFormed()]], false)
      expect(await comment(known)).toMatchObject({ exit: 0, stderr: '' })
      expect(known.comments).toHaveLength(1)
      expect(known.comments[0]?.body.split('<!--')).toHaveLength(2)
    }),
    { numRuns: 20 },
  )
})

test.each([
  [403, 'the token needs `permissions: { pull-requests: write, actions: read }`'],
  [500, 'try again; the comment is as it was'],
])('when GitHub answers %i, that is said with what it said, and the token is not', async (status, help) => {
  const body = '{"message":"No\\u001b[2J way"}'
  const { exit, stderr } = await comment(
    hosted(something, { fail: ({ method }) => (method === 'POST' ? { status, body } : undefined) }),
  )
  expect(exit).toBe(1)
  expect(stderr).toBe(
    `error: GitHub answered ${status} to POST /repos/o/r/issues/7/comments: No\\u001b[2J way\n  help: ${help}\n`,
  )
})

test('when nobody answers, or not with JSON, that is said', async () => {
  const none = await comment(hosted(), [], { GITHUB_API_URL: 'http://127.0.0.1:1' })
  expect(none).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('GitHub cannot be reached at http://127.0.0.1:1'),
  })
  const html = await comment(hosted(something, { fail: () => ({ status: 200, body: '<html>' }) }))
  expect(html).toMatchObject({ exit: 1, stderr: expect.stringContaining('GitHub did not answer with JSON') })
})

test.each([
  [{ GITHUB_TOKEN: '' }, 'GITHUB_TOKEN is not set'],
  [{ GITHUB_REPOSITORY: '../x' }, 'GITHUB_REPOSITORY is `../x`'],
  [{ GITHUB_EVENT_PATH: '/nonexistent' }, 'the file at GITHUB_EVENT_PATH cannot be read'],
])('outside of a workflow, what is missing is said: %j', async (env, sentence) => {
  expect(await comment(hosted(), [], env)).toMatchObject({ exit: 2, stderr: expect.stringContaining(sentence) })
})

test('another event than a run of a pull request is wrong use', async () => {
  for (const other of [{}, { workflow_run: { ...event.workflow_run, event: 'push' } }])
    expect(await comment(hosted(), [], {}, other)).toMatchObject({ exit: 2 })
  expect(await comment(hosted(), ['--scope', '-->'])).toMatchObject({ exit: 2 })
})

test('on GitLab the note of the merge request is kept, whoever else writes notes that look like it', async () => {
  const known = hosted(something, { comments: [{ id: 1, body: marker, user: { login: bot }, author: { id: 41 } }] })
  const { url, asked } = await openForge(known)
  const cwd = projectFolder({ 'plan.json': JSON.stringify(something), 'next.json': JSON.stringify(plan()) })
  const env = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: url,
    CI_PROJECT_ID: '3',
    CI_MERGE_REQUEST_IID: '7',
    CI_COMMIT_SHA: head,
    CI_PROJECT_URL: 'https://gitlab.example/o/r',
    CI_PIPELINE_URL: 'https://gitlab.example/o/r/-/pipelines/5',
    HALYARD_GITLAB_TOKEN: 'secret-token',
  }
  const run = (file: string, other = {}) =>
    halyard(['comment', '--plan-file', file], { cwd, env: Object.assign({}, env, other) })
  expect((await run('plan.json')).stdout).toBe('!7: the comment is created\n')
  expect((await run('next.json')).stdout).toBe('!7: the comment is updated\n')
  expect((await run('plan.json')).stdout).toBe('!7: the comment is updated\n')
  expect(known.comments.map(({ body }) => body.split('\n')[1])).toEqual([
    undefined,
    '### `one` changes for people in `production`',
  ])
  expect(known.comments[1]?.body).toContain('(https://gitlab.example/o/r/-/commit/c0ffee')
  expect(asked.every(({ token }) => token === 'secret-token')).toBe(true)
  expect(await run('plan.json', { HALYARD_GITLAB_TOKEN: '' })).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('HALYARD_GITLAB_TOKEN is not set'),
  })
})
