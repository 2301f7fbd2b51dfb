import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startUnderFire, type UnderFire } from '../support/fire.ts'

let fire: UnderFire

beforeAll(async () => {
  fire = await startUnderFire(20)
})

afterAll(() => fire.stop())

it('many at once are all answered, whole and never from an older snapshot, while the store misbehaves', async () => {
  await fire.publish()
  expect(await fire.shown()).toBe(1)
  await fire.misbehave('none/none/none/late/late/stale/forgotten/flipped/swapped/down/silent')
  const over = new AbortController()
  const publisher = (async () => {
    for (; !over.signal.aborted; await setTimeout(20)) await fire.publish()
  })()
  const { statuses, torn, backwards } = await fire.ask(1500, 50)
  over.abort()
  await publisher
  expect([...statuses]).toEqual([[200, 1500]])
  expect({ torn, backwards }).toEqual({ torn: 0, backwards: 0 })
  const last = await fire.publish()
  await expect.poll(fire.shown).toBe(last)
})
