import { expect, test } from 'vitest'
import { serialise } from '../../../compiler/emit/snapshot.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { soundModel } from '../../support/random-flags.ts'
import { snapshots } from '../../support/snapshots.ts'

const one = (origins: object) => JSON.stringify({ environments: { production: origins } })

async function built(origins: object) {
  const [content] = snapshots((await soundModel(one(origins)))!)
  const { bytes, sha256 } = serialise(content!)
  return { version: content!.version, origins: loadSnapshot(bytes).origins, sha256 }
}

test('a snapshot carries the origins, also an empty list, and nothing where none are written', async () => {
  expect((await built({})).origins).toBeUndefined()
  expect((await built({ origins: [] })).origins).toEqual([])
  expect((await built({ origins: ['https://b.example', 'https://a.example'] })).origins).toEqual([
    'https://a.example',
    'https://b.example',
  ])
})

test('the order in which they are written changes no byte, and they change no version of the answers', async () => {
  const [some, turned, none] = [
    await built({ origins: ['https://b.example', 'https://a.example'] }),
    await built({ origins: ['https://a.example', 'https://b.example'] }),
    await built({}),
  ]
  expect(some.sha256).toBe(turned.sha256)
  expect(some.sha256).not.toBe(none.sha256)
  expect(some.version).toBe(none.version)
})
