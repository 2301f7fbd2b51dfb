import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Pointer } from '../../../schema/types.ts'
import { blobName, claimsPrefix, pointerName } from '../../../worker/publication/names.ts'
import { readPointer } from '../../../worker/publication/pointer.ts'
import { publish } from '../../../compiler/edge/publish.ts'
import { rollBack } from '../../../compiler/edge/roll-back.ts'
import { type MemoryKv, memoryKv } from '../../support/memory-kv.ts'
import { commit, publishedAt, pointerIn, publishing } from '../../support/publishing.ts'

/** A sequence of numbers below 1 that is the same for the same seed. */
function random(seed: number): () => number {
  let state = seed + 1
  return () => {
    state = (state * 48_271) % 0x7fff_ffff
    return state / 0x7fff_ffff
  }
}

function pointersPut({ puts }: MemoryKv): Pointer[] {
  return puts
    .filter(([name]) => name === pointerName('production'))
    .map(([, value]) => readPointer(new TextDecoder().decode(value)))
}

/** Takes what stands now and then, as an isolate of the Worker does: never an older sequence. */
function reader(kv: MemoryKv, chance: () => number) {
  let current: Pointer | undefined
  const stopping = new AbortController()
  const look = async (): Promise<void> => {
    const standing = await pointerIn(kv)
    if (standing && !(current && standing.seq <= current.seq)) current = standing
    if (standing) expect(kv.values.has(blobName('production', standing.served.sha256))).toBe(true)
  }
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look()
      await sleep(chance() * 20)
    }
  })()
  return async (): Promise<Pointer | undefined> => {
    stopping.abort()
    await looking
    await look()
    return current
  }
}

const seeds = Array.from({ length: 24 }, (_, seed) => seed)

test.each([2, 5])(
  '%i publishers at once: the newest commit stands, and every reader gets there',
  async (publishers) => {
    await Promise.all(
      seeds.map(async (seed) => {
        const chance = random(seed * 7919)
        const slow = random(seed * 104_729)
        // mostly quick, and now and then so slow that all the others are done meanwhile
        const kv = memoryKv(() => (slow() < 0.1 ? slow() * 300 : slow() * 10))
        if (seed % 2 === 0) await publish(kv, 'production', publishedAt(1), publishing(1))
        const readers = Array.from({ length: 4 }, () => reader(kv, chance))
        const runs = Array.from({ length: publishers }, async (_, index) => {
          await sleep(chance() * 60)
          return publish(kv, 'production', publishedAt(index + 2), publishing(index + 2, { patience: 5000 }))
        })
        const results = await Promise.allSettled(runs)
        for (const result of results.slice(0, -1))
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ message: 'newer', exit: 4 })
        expect(results.at(-1), `seed ${seed}`).toMatchObject({ status: 'fulfilled' })
        const standing = (await pointerIn(kv))!
        expect(standing.served.revision, `seed ${seed}`).toBe(commit(publishers + 1))
        for (const put of pointersPut(kv))
          if (put.served.sha256 !== standing.served.sha256) expect(put.seq).toBeLessThan(standing.seq)
        for (const read of readers) expect((await read())?.served, `seed ${seed}`).toEqual(standing.served)
        expect(await kv.list(claimsPrefix('production'))).toEqual([])
      }),
    )
  },
)

test('a rollback among publications is what stands, and holds', async () => {
  await Promise.all(
    seeds.map(async (seed) => {
      const slow = random(seed * 15_485_863)
      const kv = memoryKv(() => slow() * 20)
      for (const number of [1, 2]) await publish(kv, 'production', publishedAt(number), publishing(number))
      const signal = new AbortController().signal
      const back = rollBack(kv, 'production', { to: undefined, hold: 'down', signal, now: Date.now, patience: 5000 })
      const results = await Promise.allSettled([
        back,
        publish(kv, 'production', publishedAt(3), publishing(3, { patience: 5000 })),
      ])
      expect(results[0].status).toBe('fulfilled')
      const standing = (await pointerIn(kv))!
      expect(standing.held).toBeDefined()
      for (const put of pointersPut(kv))
        if (put.served.sha256 !== standing.served.sha256) expect(put.seq).toBeLessThan(standing.seq)
    }),
  )
})
