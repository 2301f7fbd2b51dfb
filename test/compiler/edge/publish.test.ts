import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { blobName, pointerName, prefixOf } from '../../../worker/publication/names.ts'
import { judge } from '../../../compiler/edge/judge.ts'
import { publish } from '../../../compiler/edge/publish.ts'
import { memoryKv } from '../../support/memory-kv.ts'
import { withHeaderAt } from '../../support/packed.ts'
import { commit, pointerIn, publishedAt, publishing } from '../../support/publishing.ts'

const day = 24 * 60 * 60 * 1000
const blobsIn = async (kv: ReturnType<typeof memoryKv>) => (await kv.list(prefixOf('production'))).length - 1

test('a board is written before the pointer that names it, and a new one is published with the same snapshot', async () => {
  const kv = memoryKv()
  const board = new TextEncoder().encode('{"board":1}')
  const sha256 = createHash('sha256').update(board).digest('hex')
  await publish(kv, 'production', { ...publishedAt(1), board }, publishing(1))
  expect((await pointerIn(kv))?.served.board).toEqual({ sha256, bytes: board.length })
  expect(kv.values.get(blobName('production', sha256))).toEqual(board)
  const order = kv.puts.map(([name]) => name)
  expect(order.indexOf(blobName('production', sha256))).toBeLessThan(order.indexOf(pointerName('production')))
  const other = { ...publishedAt(1), board: new TextEncoder().encode('{"board":2}') }
  expect(await publish(kv, 'production', other, publishing(1))).toMatchObject({
    isNew: true,
    pointer: { seq: 2, history: [] },
  })
  expect(await publish(kv, 'production', other, publishing(1))).toMatchObject({ isNew: false, pointer: { seq: 2 } })
})

test('a snapshot that the Worker would not take is not even written', async () => {
  const kv = memoryKv()
  const sound = publishedAt(1)
  const wrong = [
    { ...sound, bytes: sound.bytes.slice(0, -8) },
    { ...sound, flags: 2 },
    { ...sound, bytes: withHeaderAt(sound.bytes, 'environment', 'staging') },
    { ...sound, bytes: withHeaderAt(sound.bytes, 'shapes.0.off', 7) },
  ]
  for (const one of wrong)
    await expect(publish(kv, 'production', one, publishing(1))).rejects.toMatchObject({
      exit: 4,
      message: expect.stringContaining('the Worker would not take') as string,
    })
  expect(kv.puts).toEqual([])
})

test('the pointer remembers twenty, and what falls out is deleted once it is a month old', async () => {
  const kv = memoryKv()
  const at = (days: number) => publishing(0, { now: () => days * day, lineage: async () => [] })
  for (let number = 1; number <= 22; number += 1) await publish(kv, 'production', publishedAt(number), at(number))
  const { history } = (await pointerIn(kv))!
  expect(history.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, index) => commit(21 - index)))
  expect(await blobsIn(kv)).toBe(22) // the first fell out when it was 21 days old
  await publish(kv, 'production', publishedAt(23), at(40))
  expect(await blobsIn(kv)).toBe(22) // the second is gone
  expect([...kv.values.keys()]).not.toContain(blobName('production', history.at(-1)!.sha256))
})

test('where the pointer was lost, the same snapshot goes out again above every sequence that it can have had', async () => {
  const kv = memoryKv()
  const now = () => 40 * day
  await publish(kv, 'production', publishedAt(1), publishing(1, { now }))
  expect((await pointerIn(kv))?.seq).toBe(1)
  await publish(kv, 'production', publishedAt(2), publishing(2, { now }))
  await kv.delete(blobName('production', (await pointerIn(kv))!.history[0]!.sha256))
  await kv.delete(pointerName('production'))
  expect((await publish(kv, 'production', publishedAt(2), publishing(2, { now }))).pointer.seq).toBe(now() / 1000 + 1)
})

test('a commit that was served before keeps when that was, and stands in the history once', async () => {
  const kv = memoryKv()
  const any = publishing(0, { isAllowed: () => true })
  for (const number of [1, 2, 1, 2]) await publish(kv, 'production', publishedAt(number), any)
  expect(await pointerIn(kv)).toMatchObject({ seq: 4, served: { seq: 2 }, history: [{ seq: 1 }] })
})

test('a sequence at its end is said, and nothing is overwritten', async () => {
  const kv = memoryKv()
  await publish(kv, 'production', publishedAt(1), publishing(1))
  const pointer = { ...(await pointerIn(kv))!, seq: Number.MAX_SAFE_INTEGER }
  await kv.put(pointerName('production'), JSON.stringify(pointer))
  await expect(publish(kv, 'production', publishedAt(2), publishing(2))).rejects.toMatchObject({ exit: 4 })
  expect(await pointerIn(kv)).toEqual(pointer)
})

test.each([
  [1, 11, ['growth']],
  [1, 10, []], // nine flags more
  [30, 46, ['growth']],
  [30, 45, []],
  [46, 22, ['mass-change']],
  [46, 23, []],
  [12, 0, ['nothing-left', 'mass-change']],
])('from %i flags to %i is refused as %j', (before, after, codes) => {
  const served = { sha256: '', bytes: 1000, flags: before, revision: '', seq: 1, at: 0 }
  const standing = { schema: 1 as const, minReader: 1, seq: 1, id: '', served, history: [] }
  const refusals = judge(standing, { ...served, flags: after }, 'production')
  expect(refusals.map(({ code }) => code)).toEqual(codes)
})
