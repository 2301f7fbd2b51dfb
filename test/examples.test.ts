import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestHarness, experimental_readRawConfig } from 'wrangler'
import { emit } from '../compiler/commands/plan-of.ts'
import { type Namespace, publishTo } from './support/publish.ts'
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

function config(folder: string) {
  const { rawConfig } = experimental_readRawConfig({ config: join(folder, 'wrangler.jsonc') })
  return { ...rawConfig, main: join(folder, String(rawConfig.main)) }
}

beforeAll(async () => {
  await harness.listen()
  const { SNAPSHOTS } = await harness.getWorker<{ SNAPSHOTS: Namespace }>('halyard').getEnv()
  const model = await repositoryFlags()
  const bytes = emit(model, model.environments.get('production')!)
  await publishTo(SNAPSHOTS, { bytes, flags: model.flags.size })
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
