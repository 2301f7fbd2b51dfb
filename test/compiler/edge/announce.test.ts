import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offer, openAnnounced } from '../../../compiler/edge/announce.ts'
import { memoryKv } from '../../support/memory-kv.ts'
import { projectFolder } from '../../support/project.ts'

const { signal } = new AbortController()

test('a KV is offered to this user alone, from any folder below, until it ends', async () => {
  const folder = projectFolder({ '.halyard/edge.json': 'of a dev that was killed', 'flags/payments/a.yaml': '' })
  const file = join(folder, '.halyard/edge.json')
  const [kv, end] = [memoryKv(), await offer(folder, memoryKv())]
  await end()
  const ended = await offer(folder, kv)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const far = await openAnnounced(join(folder, 'flags/payments'), signal)
  const names = ['s1/a/current', 's1/a/b c?&#%2F', 'ä']
  for (const name of names) await far.put(name, `value of ${name}`)
  expect(await far.list('s1/a/')).toEqual(names.slice(0, 2))
  for (const name of names) expect(new TextDecoder().decode(await far.get(name))).toBe(`value of ${name}`)
  await far.delete('ä')
  expect(await far.get('ä')).toBeUndefined()
  await ended()
  expect(() => readFileSync(file)).toThrow('ENOENT')
  await expect(far.get('ä')).rejects.toMatchObject({ exit: 1, help: expect.stringContaining('halyard dev') as string })
})

test('without its token nothing is told, and what a later dev has announced stays', async () => {
  const folder = projectFolder({})
  const end = await offer(folder, memoryKv())
  const file = join(folder, '.halyard/edge.json')
  const { url, token } = JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string }
  for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, token])
    expect((await fetch(`${url}/keys`, { headers: { authorization } })).status).toBe(401)
  const headers = { authorization: `Bearer ${token}` }
  for (const path of ['/values/', '/values/%E0%A4%A', '/elsewhere', ''])
    expect((await fetch(`${url}${path}`, { headers })).status, path).toBe(404)
  expect((await fetch(`${url}/values/a`, { headers, method: 'POST' })).status).toBe(404)
  writeFileSync(file, JSON.stringify({ url: 'https://example.com', token }))
  await end()
  expect(readFileSync(file, 'utf8')).toContain('example.com')
  await expect(openAnnounced(folder, signal)).rejects.toThrow('no `halyard dev` runs')
})
