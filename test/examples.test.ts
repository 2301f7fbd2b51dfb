import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestHarness, experimental_readRawConfig } from 'wrangler'
import { emit } from '../compiler/commands/plan-of.ts'
import { blobName, pointerName } from '../worker/publication/names.ts'
import { sha256 } from './support/edge.ts'
import { repositoryFlags, top } from './support/repository-flags.ts'

// The example Worker beside the real one, both from the configuration in their folders, in one workerd.

const example = join(top, 'docs/examples/service-binding')

const harness = createTestHarness({
  root: top,
  workers: [
    { config: { ...config(example), alias: { 'halyard/provider': join(top, 'worker/provider.ts') } } },
    { config: config(join(top, 'worker')) },
  ],
})

interface Namespace {
  put(name: string, value: string | Uint8Array): Promise<void>
}

function config(folder: string) {
  const { rawConfig } = experimental_readRawConfig({ config: join(folder, 'wrangler.jsonc') })
  return { ...rawConfig, main: join(folder, String(rawConfig.main)) }
}

beforeAll(async () => {
  await harness.listen()
  const { SNAPSHOTS } = await harness.getWorker<{ SNAPSHOTS: Namespace }>('halyard').getEnv()
  const model = await repositoryFlags()
  const bytes = emit(model, model.environments.get('production')!)
  const served = { sha256: sha256(bytes), bytes: bytes.length, flags: model.flags.size, revision: 'r', seq: 1, at: 0 }
  await SNAPSHOTS.put(blobName('production', served.sha256), bytes)
  const pointer = { schema: 1, minReader: 1, seq: 1, id: '0'.repeat(32), served, history: [] }
  await SNAPSHOTS.put(pointerName('production'), JSON.stringify(pointer))
})

afterAll(() => harness.close())

const said = async (path: string): Promise<string> => (await harness.fetch(path)).text()

it('another Worker gets its flags over a service binding, through the OpenFeature SDK', async () => {
  expect(await said('/?rider=nobody')).toBe('Your bell goes ting.\n')
  expect(await said('/?rider=mara-101c')).toBe('Your bell goes tingeling.\n')
  expect(await said('/')).toBe('Your bell goes ting.\n')
})

it('and all of them at once', async () => {
  const answers = JSON.parse(await said('/flags?rider=fatima-c940&country=NL'))
  expect(answers.metadata).toMatchObject({ flagSetId: 'production' })
  expect(answers.flags).toContainEqual(
    expect.objectContaining({ key: 'bell-sound', value: 'ting', reason: 'TARGETING_MATCH' }),
  )
})
