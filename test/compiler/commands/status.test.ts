import { expect, test } from 'vitest'
import { offer } from '../../../compiler/edge/announce.ts'
import { pointerName } from '../../../worker/publication/names.ts'
import { flagRepository } from '../../support/flag-repository.ts'
import { openKvProxy } from '../../support/kv-proxy.ts'
import { startLocalEdge } from '../../support/local-edge.ts'
import { halyard } from '../../support/terminal.ts'

const edge = await startLocalEdge()

async function setting() {
  const [flags, proxy] = [flagRepository(), await openKvProxy(edge.served)]
  const run = (...words: string[]) => halyard(words, { cwd: flags.folder, env: proxy.env, clock: Date.now })
  const status = (...words: string[]) => run('status', '--env', flags.production, ...words)
  return { flags, proxy, run, status }
}

test('git, the database and the edge agree once a commit is synced and published', async () => {
  const { flags, run, status } = await setting()
  const revision = flags.serve('ting')
  expect(await status()).toMatchObject({ exit: 3, stdout: expect.stringContaining('nothing there') as string })
  await run('sync')
  await run('publish', '--all')
  const { exit, stdout } = await status('--format', 'json')
  expect(exit).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    agree: true,
    git: { revision },
    database: { revision, isDrifted: false },
    environments: [{ database: { agreement: 'same' }, edge: { agreement: 'same', pointer: { seq: 1 } }, agree: true }],
  })
})

test('a commit that changes nothing of an environment leaves it in agreement, one that does leaves it behind', async () => {
  const { flags, run, status } = await setting()
  flags.serve('ting')
  await run('publish', '--all')
  flags.git.commit('A <a@example.com>', { 'README.md': 'nothing about flags' })
  const same = await status()
  expect(same).toMatchObject({ exit: 0, stdout: expect.stringContaining('same answers') as string })
  flags.serve('quack')
  const behind = await status()
  expect(behind).toMatchObject({ exit: 3, stdout: expect.stringMatching(/differs.*DIFFER/) as string })
  await run('publish', '--all')
  await run('rollback', '--env', flags.production, '--reason', 'too loud')
  expect((await status()).stdout).toMatch(/held since .*: too loud/)
})

test('a place that is not reached says so, and the others are shown', async () => {
  const { flags, proxy, run, status } = await setting()
  const revision = flags.serve('ting')
  await run('publish', '--all')
  const unset = await halyard(['status'], { cwd: flags.folder })
  expect(unset).toMatchObject({ exit: 0, stdout: expect.stringContaining('edge: not asked') as string })
  proxy.fate = () => ({ status: 403, body: '{"errors":[{"code":10000,"message":"no"}]}' })
  const refused = await status()
  expect(refused.exit).toBe(3)
  expect(refused.stdout).toContain(revision.slice(0, 7))
  expect(refused.stdout).toMatch(/edge: KV namespace \w{8} answered 403[^]*Workers KV Storage: Edit/)
  proxy.fate = () => undefined
  const database = { ...proxy.env, DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' }
  const down = await halyard(['status', '--env', flags.production], { cwd: flags.folder, env: database })
  expect(down).toMatchObject({ exit: 3, stdout: expect.stringMatching(/the same[^]*database: /) as string })
  expect(down.stdout + down.stderr).not.toContain('secret')
})

test('without a repository, what the edge holds is shown; what cannot be answered from is broken', async () => {
  const { flags, proxy, run } = await setting()
  flags.serve('ting')
  await run('publish', '--all')
  const alone = () => halyard(['status', '--env', flags.production, '--format', 'json'], { cwd: '/', env: proxy.env })
  const seen = await alone()
  expect(JSON.parse(seen.stdout)).toMatchObject({
    git: { absent: expect.any(String) as string },
    environments: [{ edge: { agreement: 'same' } }],
  })
  await edge.kv.put(pointerName(flags.production), '{}')
  expect(JSON.parse((await alone()).stdout)).toMatchObject({
    agree: false,
    environments: [{ edge: { agreement: 'broken' } }],
  })
})

test('without a repository, an environment of which the edge holds nothing is no agreement', async () => {
  const { flags, proxy, run } = await setting()
  flags.serve('ting')
  await run('publish', '--env', flags.staging)
  const alone = (name: string) => halyard(['status', '--env', name], { cwd: '/', env: proxy.env, clock: Date.now })
  expect(await alone(flags.staging)).toMatchObject({ exit: 0 })
  expect(await alone(flags.production)).toMatchObject({
    exit: 3,
    stdout: expect.stringMatching(/nothing there +DIFFER/) as string,
  })
})

test('what git has no more is seen at the edge, and the keys of dev are no difference', async () => {
  const { flags, run } = await setting()
  flags.serve('ting')
  await run('publish', '--env', flags.staging)
  flags.git.commit('A <a@example.com>', { 'flags/bell.yaml': 'environments: { other: {} }\n' })
  const left = await run('status', '--env', flags.staging)
  expect(left).toMatchObject({ exit: 3, stdout: expect.stringMatching(/—.*differs.*DIFFER/) as string })
  flags.serve('quack')
  const end = await offer(flags.folder, edge.kv)
  const local = (...words: string[]) => halyard([...words, '--local', '--env', flags.staging], { cwd: flags.folder })
  await local('publish')
  expect(await local('status')).toMatchObject({ exit: 0, stdout: expect.stringContaining('same answers') as string })
  await end()
})

test('--url asks a Worker what it answers from', async () => {
  const { flags, proxy, run, status } = await setting()
  flags.serve('ting')
  await run('publish', '--all')
  expect(await flags.ask(edge)).toBe('ting')
  const nameless = await status('--url', edge.url)
  expect(nameless).toMatchObject({ exit: 3, stdout: expect.stringContaining('HALYARD_API_KEY') as string })
  const words = ['status', '--env', flags.production, '--url', edge.url, '--format', 'json']
  const env = { ...proxy.env, HALYARD_API_KEY: flags.key }
  const asked = await halyard(words, { cwd: flags.folder, env, clock: Date.now })
  expect(asked.exit).toBe(0)
  expect(JSON.parse(asked.stdout)).toMatchObject({ worker: { url: edge.url } })
  for (const wrong of ['flags.example.com', 'http://flags.example.com', 'https://a:b@flags.example.com'])
    expect(await status('--url', wrong), wrong).toMatchObject({ exit: 2, stdout: '' })
})
