import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blobName, pointerName } from '../../../worker/publication/names.ts'
import { flagRepository } from '../../support/flag-repository.ts'
import { openKvProxy } from '../../support/kv-proxy.ts'
import { startLocalEdge } from '../../support/local-edge.ts'
import { pointerIn } from '../../support/publishing.ts'
import { halyard } from '../../support/terminal.ts'

const edge = await startLocalEdge()

/** Three sounds were published one after the other. */
async function published() {
  const [flags, proxy] = [flagRepository(), await openKvProxy(edge.served)]
  const run = (...words: string[]) => halyard(words, { cwd: flags.folder, env: proxy.env, clock: Date.now })
  for (const sound of ['ting', 'quack', 'moo']) {
    flags.serve(sound)
    expect(await run('publish', '--env', flags.production)).toMatchObject({ exit: 0 })
  }
  return { flags, proxy, run, back: (...words: string[]) => run('rollback', '--env', flags.production, ...words) }
}

test('each rollback is a step back, with nothing but a token, and publications are refused until somebody resumes', async () => {
  const { flags, proxy, run, back } = await published()
  rmSync(join(flags.folder, '.git'), { recursive: true })
  rmSync(join(flags.folder, 'flags'), { recursive: true })
  rmSync(join(flags.folder, '.halyard'), { recursive: true, force: true })
  expect(await back('--reason', 'checkout is down')).toMatchObject({ exit: 0, stderr: '' })
  expect(await flags.ask(edge)).toBe('quack')
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({
    seq: 4,
    served: { seq: 2 },
    held: { reason: 'checkout is down' },
    history: [{ seq: 3 }, { seq: 1 }],
  })
  expect(await back()).toMatchObject({ exit: 0, stdout: expect.stringContaining('held since') as string })
  expect(await flags.ask(edge)).toBe('ting')
  expect(await back()).toMatchObject({ exit: 4, stderr: expect.stringContaining('the oldest') as string })

  flags.git.git('init', '--quiet')
  flags.serve('oink')
  proxy.calls.length = 0
  const refused = await run('publish', '--env', flags.production)
  expect(refused).toMatchObject({ exit: 4, stderr: expect.stringMatching(/is held since[^]*--resume/) as string })
  expect(proxy.calls.every(({ method }) => method === 'GET')).toBe(true)
  expect(await run('publish', '--env', flags.production, '--resume')).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('oink')
  expect((await pointerIn(edge.kv, flags.production))?.held).toBeUndefined()
  // what was bad is not gone back to: before this one, the oldest was served
  expect(await back('--no-hold')).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('ting')
  expect((await pointerIn(edge.kv, flags.production))?.held).toBeUndefined()
})

test('publishing what is held already says that it is held', async () => {
  const { flags, run, back } = await published()
  const current = (await pointerIn(edge.kv, flags.production))!.served.sha256
  expect(await back('--to', current, '--reason', 'nothing new today')).toMatchObject({ exit: 0 })
  const again = await run('publish', '--env', flags.production)
  expect(again).toMatchObject({ exit: 0, stdout: expect.stringMatching(/already served, held {2}/) as string })
  const { stdout } = await run('publish', '--env', flags.production, '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    environments: [{ outcome: 'already-served', held: { reason: 'nothing new today' } }],
  })
})

test('--list shows what there is, and --to goes there by the first digits', async () => {
  const { flags, back } = await published()
  const { history } = JSON.parse((await back('--list', '--format', 'json')).stdout) as { history: { sha256: string }[] }
  const [, oldest] = history
  const { stdout } = await back('--list')
  expect(stdout.split('\n')).toHaveLength(5)
  expect(stdout).toContain(oldest!.sha256.slice(0, 12))
  expect(await back('--to', oldest!.sha256.slice(0, 6))).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('ting')
  const before = await pointerIn(edge.kv, flags.production)
  expect(await back('--to', oldest!.sha256)).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('already') as string,
  })
  expect(await back('--to', '000000')).toMatchObject({ exit: 4 })
  for (const wrong of ['abc', 'ABCDEF0', '../../..', oldest!.sha256 + '0'])
    expect(await back('--to', wrong), wrong).toMatchObject({ exit: 2 })
  expect(await pointerIn(edge.kv, flags.production)).toEqual(before)
})

test('a pointer that a newer Halyard wrote is left to that one', async () => {
  const { flags, run, back } = await published()
  const newer = JSON.stringify({ ...(await pointerIn(edge.kv, flags.production)), minReader: 99 })
  await edge.kv.put(pointerName(flags.production), newer)
  for (const refused of [await back(), await run('publish', '--env', flags.production)])
    expect(refused).toMatchObject({ exit: 4, stderr: expect.stringContaining('a newer Halyard wrote it') as string })
  expect(new TextDecoder().decode(await edge.kv.get(pointerName(flags.production)))).toBe(newer)
})

test('what is gone or damaged is not gone back to', async () => {
  const { flags, back } = await published()
  const before = await pointerIn(edge.kv, flags.production)
  const [second, first] = before!.history
  await edge.kv.put(blobName(flags.production, second!.sha256), 'damaged')
  await edge.kv.delete(blobName(flags.production, first!.sha256))
  expect(await back()).toMatchObject({ exit: 4, stderr: expect.stringContaining('cannot go back to') as string })
  expect(await back('--to', first!.sha256)).toMatchObject({
    exit: 4,
    stderr: expect.stringContaining('not there') as string,
  })
  expect(await pointerIn(edge.kv, flags.production)).toEqual(before)
  expect(await flags.ask(edge)).toBe('moo')
})

test('an environment that nobody published, and names that are none, are said', async () => {
  const { run } = await published()
  expect(await run('rollback', '--env', 'nowhere')).toMatchObject({
    exit: 4,
    stderr: expect.stringContaining('was ever published') as string,
  })
  for (const wrong of ['../production', 'a/b', 'A', ''])
    expect(await run('rollback', '--env', wrong), wrong).toMatchObject({ exit: 2 })
  expect(await run('rollback')).toMatchObject({ exit: 2 })
})
