import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offer } from '../../../compiler/edge/announce.ts'
import { blobName, pointerName } from '../../../worker/publication/names.ts'
import { type FlagRepository, flagRepository } from '../../support/flag-repository.ts'
import { type KvProxy, openKvProxy } from '../../support/kv-proxy.ts'
import { startLocalEdge } from '../../support/local-edge.ts'
import { pointerIn } from '../../support/publishing.ts'
import { halyard, type Ran } from '../../support/terminal.ts'

const edge = await startLocalEdge()
const many = Array.from({ length: 20 }, (_, index) => `flag${index}`)

interface Setting {
  readonly flags: FlagRepository
  readonly proxy: KvProxy
  run(...words: string[]): Promise<Ran>
}

async function setting(): Promise<Setting> {
  const [flags, proxy] = [flagRepository(), await openKvProxy(edge.served)]
  return { flags, proxy, run: (...words) => halyard(words, { cwd: flags.folder, env: proxy.env, clock: Date.now }) }
}

test('what is published is answered, and published again it writes nothing', async () => {
  const { flags, proxy, run } = await setting()
  const first = flags.serve('ting')
  const { exit, stdout, stderr } = await run('publish', '--all')
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  expect(stdout.split('\n').map((line) => line.split(/\s+/).slice(0, 2))).toEqual([
    [flags.development, 'published'],
    [flags.staging, 'published'],
    [flags.production, 'published'], // protected
    [''],
  ])
  expect(await flags.ask(edge)).toBe('ting')
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({
    seq: 1,
    served: { revision: first, seq: 1, flags: 1 },
    history: [],
  })

  proxy.calls.length = 0
  const again = await run('publish', '--all', '--format', 'json')
  expect(again.exit).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({
    revision: first,
    environments: [{ outcome: 'already-served' }, {}, {}],
  })
  expect(proxy.calls.filter(({ method }) => method !== 'GET')).toEqual([])

  const second = flags.serve('quack')
  expect(await run('publish', '--env', flags.production)).toMatchObject({ exit: 0 })
  expect([await flags.ask(edge), await flags.ask(edge, flags.staging)]).toEqual(['quack', 'ting'])
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({
    seq: 2,
    served: { revision: second },
    history: [{ revision: first, seq: 1 }],
  })
})

test('an older commit, one of another history and a great change in size are refused, each with what lifts it', async () => {
  const { flags, run } = await setting()
  const older = flags.serve('ting')
  flags.serve('quack')
  await run('publish', '--all')
  flags.git.git('checkout', '--quiet', older)
  const back = await run('publish', '--env', flags.production)
  expect(back.exit).toBe(4)
  expect(back.stderr).toMatch(/was not published: [0-9a-f]{7} is served, which is newer than [^]*--allow-rollback/)
  expect(await flags.ask(edge)).toBe('quack')
  flags.serve('moo')
  const aside = await run('publish', '--env', flags.production)
  expect(aside).toMatchObject({ exit: 4, stderr: expect.stringContaining('--allow-diverged') as string })
  expect(await run('publish', '--env', flags.production, '--allow-diverged')).toMatchObject({ exit: 0 })
  flags.serve('moo', many)
  const growth = await run('publish', '--env', flags.production)
  expect(growth.stderr).toMatch(/would grow from 1 flag in .* to 21 flags in[^]*--allow-growth/)
  expect(await run('publish', '--env', flags.production, '--allow-growth')).toMatchObject({ exit: 0 })
  flags.serve('oink')
  const shrink = await run('publish', '--env', flags.production)
  expect(shrink).toMatchObject({ exit: 4, stderr: expect.stringContaining('--allow-mass-change') as string })
  expect(await flags.ask(edge)).toBe('moo')
})

test('the first failure stops what comes behind, and says what was done', async () => {
  const { flags, proxy, run } = await setting()
  flags.serve('ting')
  proxy.fate = ({ name }) => (name.includes(flags.staging) ? { status: 400 } : undefined)
  const { exit, stdout, stderr } = await run('publish', '--all', '--format', 'json')
  expect(exit).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ environments: [{ environment: flags.development, outcome: 'published' }] })
  expect(stderr).toContain(`${flags.staging} was not published`)
  expect(stderr).toContain(`published before: \`${flags.development}\`; not tried: \`${flags.production}\``)
  expect(await pointerIn(edge.kv, flags.production)).toBeUndefined()
})

test('what build wrote is published without git and flag files, as long as it is what build wrote', async () => {
  const { flags, proxy, run } = await setting()
  const revision = flags.serve('ting')
  await run('build', '--out', 'snapshots')
  const cwd = join(flags.folder, 'snapshots')
  rmSync(join(flags.folder, '.git'), { recursive: true })
  rmSync(join(flags.folder, 'flags'), { recursive: true })
  const publish = ['publish', '--all', '--snapshots', '.']
  expect(await halyard(publish, { cwd, env: proxy.env })).toMatchObject({ exit: 0, stderr: '' })
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({ served: { revision } })
  expect(await flags.ask(edge)).toBe('ting')
  const { sha256 } = (await pointerIn(edge.kv, flags.staging))!.served
  writeFileSync(join(cwd, `${flags.staging}.${sha256}.snapshot`), 'something else')
  const { exit, stderr } = await halyard(publish, { cwd, env: proxy.env })
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('bytes instead of') as string })
})

test('--local publishes to the running dev, edits on disk too, and says so when none runs', async () => {
  const { flags } = await setting()
  flags.serve('ting')
  const local = (...words: string[]) => halyard([...words, '--local'], { cwd: flags.folder })
  expect(await local('publish', '--all')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('no `halyard dev` runs') as string,
  })
  const end = await offer(flags.folder, edge.kv)
  expect(await local('publish', '--all')).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('ting')
  flags.git.write({ 'flags/more.yaml': 'flags: { more: { description: d, owner: o, assignments: {} } }\n' })
  expect(await local('publish', '--all', '--worktree')).toMatchObject({ exit: 0 })
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({ served: { revision: 'worktree', flags: 2 } })
  await end()
  expect(await local('publish', '--all')).toMatchObject({ exit: 2 })
})

test('nothing is sent before it is clear what is wanted, and where', async () => {
  const { flags, proxy, run } = await setting()
  flags.serve('ting')
  const wrong = [
    ['publish'],
    ['publish', '--all', '--env', 'a'],
    ['publish', '--env', 'nowhere'],
    ['publish', '--all', '--worktree'],
  ]
  for (const words of wrong) expect(await run(...words), words.join(' ')).toMatchObject({ exit: 2, stdout: '' })
  const { CLOUDFLARE_API_TOKEN: _, ...env } = proxy.env
  const unset = await halyard(['publish', '--all'], { cwd: flags.folder, env })
  expect(unset).toMatchObject({ exit: 2, stderr: expect.stringContaining('CLOUDFLARE_API_TOKEN is not set') as string })
  expect(proxy.calls).toEqual([])
})

test('a pointer that cannot be read is replaced when asked to, above every sequence that it can have had', async () => {
  const { flags, run } = await setting()
  flags.serve('ting')
  await run('publish', '--all')
  await edge.kv.put(pointerName(flags.production), '{"schema":1,"seq":"\u001b[2J"}')
  const refused = await run('publish', '--all')
  expect(refused).toMatchObject({ exit: 4, stderr: expect.stringContaining('--repair') as string })
  expect(refused.stderr).not.toContain('\u001b')
  flags.serve('quack')
  expect(await run('publish', '--all', '--repair')).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('quack')
  // and when one was lost altogether
  await edge.kv.delete(pointerName(flags.production))
  flags.serve('moo')
  expect(await run('publish', '--all')).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('moo')
})

test('a snapshot that was lost is written again, although it is served already', async () => {
  const { flags, run } = await setting()
  flags.serve('ting')
  await run('publish', '--all')
  const pointer = await pointerIn(edge.kv, flags.production)
  await edge.kv.delete(blobName(flags.production, pointer!.served.sha256))
  expect(await run('status')).toMatchObject({ exit: 3, stdout: expect.stringContaining('is not there') as string })
  expect(await run('publish', '--all')).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('already served') as string,
  })
  expect(await run('status', '--env', flags.production)).toMatchObject({ exit: 0 })
})
