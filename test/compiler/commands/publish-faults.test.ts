import { expect, test } from 'vitest'
import { claimsPrefix, pointerName } from '../../../worker/publication/names.ts'
import { candidatesIn } from '../../../compiler/commands/publish/folder.ts'
import { publish } from '../../../compiler/edge/publish.ts'
import { flagRepository } from '../../support/flag-repository.ts'
import { type Call, type Fate, openKvProxy } from '../../support/kv-proxy.ts'
import { startLocalEdge } from '../../support/local-edge.ts'
import { startHalyard } from '../../support/process.ts'
import { pointerIn } from '../../support/publishing.ts'
import { halyard } from '../../support/terminal.ts'

const edge = await startLocalEdge()

/** `ting` is served, `quack` is to be. */
async function setting() {
  const [flags, proxy] = [flagRepository(), await openKvProxy(edge.served)]
  const run = (...words: string[]) => halyard(words, { cwd: flags.folder, env: proxy.env, clock: Date.now })
  flags.serve('ting')
  await run('publish', '--env', flags.production)
  flags.serve('quack')
  await run('build', '--out', 'snapshots')
  proxy.calls.length = 0
  const isPointer = ({ name }: Call) => name === pointerName(flags.production)
  return {
    flags,
    proxy,
    isPointer,
    publish: () => run('publish', '--env', flags.production, '--snapshots', 'snapshots'),
  }
}

test('what passes by itself is tried again: limits, errors, connections that break before or after', async () => {
  const { flags, proxy, publish } = await setting()
  const fates: Fate[] = [
    { status: 429, headers: { 'Retry-After': '0.01' }, body: 'slow down' },
    { status: 503, body: '<html>' },
    { cut: 'before' },
    { cut: 'after' },
  ]
  // each call meets one of them, and its repetition passes
  proxy.fate = ({ number }) => (number % 2 === 0 ? fates[(number / 2) % fates.length] : undefined)
  expect(await publish()).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('error') as string })
  expect(await flags.ask(edge)).toBe('quack')
  expect(await pointerIn(edge.kv, flags.production)).toMatchObject({ seq: 2 })
})

const lasting: [name: string, fate: Fate, said: RegExp][] = [
  [
    'errors',
    { status: 500, body: '{"errors":[{"code":10001,"message":"oh \\u001b[31mno"}]}' },
    /answered 500 to .*: oh \\u\{1b\}\[31mno/,
  ],
  ['limits', { status: 429, headers: { 'Retry-After': '0.1' } }, /answered 429/],
  ['cut connections', { cut: 'before' }, /cannot be reached/],
]

test.each(lasting)('%s that last end in one sentence, and the edge serves what it served', async (_, fate, said) => {
  const { flags, proxy, isPointer, publish } = await setting()
  proxy.fate = (call) => (call.method === 'PUT' && isPointer(call) ? fate : undefined)
  const { exit, stderr } = await publish()
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringMatching(said) as string })
  expect(await flags.ask(edge)).toBe('ting')
  expect(await edge.kv.list(claimsPrefix(flags.production))).toEqual([])
  proxy.fate = () => undefined
  expect(await publish()).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('quack')
})

test('a pointer that came through is published, although every answer to it was lost', async () => {
  const { flags, proxy, isPointer, publish } = await setting()
  proxy.fate = (call) => (call.method === 'PUT' && isPointer(call) ? { cut: 'after' } : undefined)
  expect(await publish()).toMatchObject({ exit: 0, stderr: '' })
  expect(await flags.ask(edge)).toBe('quack')
})

test('a store that gives back something else than it was given is believed nothing', async () => {
  const { flags, proxy, isPointer, publish } = await setting()
  proxy.fate = ({ method, name }) => (method === 'GET' && /[0-9a-f]{64}$/.test(name) ? { lie: 'garbage' } : undefined)
  expect(await publish()).toMatchObject({ exit: 1, stderr: expect.stringContaining('does not give back') as string })
  expect(await flags.ask(edge)).toBe('ting')
  proxy.fate = (call) => (call.method === 'GET' && isPointer(call) ? { lie: '<html>' } : undefined)
  expect(await publish()).toMatchObject({ exit: 4, stderr: expect.stringContaining('cannot be read') as string })
  expect(await flags.ask(edge)).toBe('ting')
  proxy.fate = ({ name }) => (name === 'keys' ? { lie: '[]' } : undefined)
  expect(await publish()).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('something else than names') as string,
  })
  proxy.fate = () => undefined
  expect(await publish()).toMatchObject({ exit: 0 })
  expect(await flags.ask(edge)).toBe('quack')
})

test('a token that is not let in, or a namespace that is not there, is said; the token itself never', async () => {
  const { flags, proxy, publish } = await setting()
  const token = proxy.env['CLOUDFLARE_API_TOKEN']!
  const echo = JSON.stringify({ errors: [{ code: 10_000, message: `no entry with ${token}` }] })
  const fates: [Fate, RegExp][] = [
    [{ status: 400, body: echo }, /CLOUDFLARE_API_TOKEN needs the permission/],
    [{ status: 401, body: echo }, /CLOUDFLARE_API_TOKEN needs the permission/],
    [{ status: 403, body: echo }, /CLOUDFLARE_API_TOKEN needs the permission/],
    [
      { status: 404, body: '{"errors":[{"code":10013,"message":"namespace not found"}]}' },
      /HALYARD_KV_NAMESPACE_ID have to fit/,
    ],
    [{ status: 302, headers: { Location: 'https://example.com/' } }, /cannot be reached/],
  ]
  for (const [fate, said] of fates) {
    proxy.fate = () => fate
    const { exit, stdout, stderr } = await publish()
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringMatching(said) as string })
    expect(stdout + stderr).not.toContain(token)
  }
  expect([...proxy.authorizations]).toEqual([`Bearer ${token}`])
  const wrong = { ...proxy.env, CLOUDFLARE_API_TOKEN: 'a secret\nwith a line' }
  const refused = await halyard(['status'], { cwd: flags.folder, env: wrong })
  expect(refused.stdout + refused.stderr).not.toContain('a secret')
})

test('Ctrl-C takes the claim along, unless the pointer is on its way: nobody waits for who is gone', async () => {
  const { flags, proxy, isPointer } = await setting()
  const isClaim = ({ name }: Call) => name.startsWith(claimsPrefix(flags.production))
  const moments: [number, (call: Call) => boolean][] = [
    [0, (call) => isClaim(call) && call.method === 'PUT'],
    [1, (call) => isPointer(call) && call.method === 'PUT'],
    [0, ({ name }) => name === 'keys'],
  ]
  for (const [left, isMoment] of moments) {
    const words = ['publish', '--env', flags.production, '--snapshots', 'snapshots']
    const child = startHalyard(words, flags.folder, proxy.env)
    proxy.fate = async (call) => {
      if (!isMoment(call)) return undefined
      child.kill('SIGINT')
      await child.ended
      return { cut: 'before' }
    }
    expect((await child.ended).code).toBe(130)
    const claims = await edge.kv.list(claimsPrefix(flags.production))
    expect(claims).toHaveLength(left)
    for (const claim of claims) await edge.kv.delete(claim)
  }
})

test.each(['before', 'after'] as const)(
  'a publisher killed %s any of its calls leaves the old answers or the new, and the next one ends its work',
  async (cut) => {
    const { flags, proxy } = await setting()
    const { git, production } = flags
    let killed = 0
    for (let number = 0, alive = false; !alive; number += 1) {
      const [was, is] = [`sound${number}`, `sound${number + 1}`]
      if (number === 0) await halyard(['publish', '--env', production], { cwd: git.folder, env: proxy.env })
      flags.serve(is)
      await halyard(['build', '--out', 'snapshots'], { cwd: git.folder })
      proxy.calls.length = 0
      const child = startHalyard(['publish', '--env', production, '--snapshots', 'snapshots'], git.folder, proxy.env)
      proxy.fate = (call) => {
        if (call.number !== number) return undefined
        if (cut === 'before') child.kill('SIGKILL')
        else setImmediate(() => child.kill('SIGKILL'))
        return { cut }
      }
      alive = (await child.ended).code === 0
      proxy.fate = () => undefined
      expect([number === 0 ? 'quack' : was, is]).toContain(await flags.ask(edge))
      const candidates = await candidatesIn(`${git.folder}/snapshots`, 'snapshots')
      const { published } = candidates.find(({ environment }) => environment === production)!
      const signal = new AbortController().signal
      const before = await pointerIn(edge.kv, production)
      const outcome = await publish(edge.kv, production, published, {
        now: Date.now,
        signal,
        patience: 200,
        isAllowed: () => false,
      })
      expect(outcome.pointer.seq).toBeGreaterThanOrEqual(before!.seq)
      expect(await flags.ask(edge)).toBe(is)
      if (!alive) killed += 1
      // else the next one waits until the dead one has been silent for long
      for (const claim of await edge.kv.list(claimsPrefix(production))) await edge.kv.delete(claim)
    }
    expect(killed).toBeGreaterThan(6)
  },
  240_000,
)
