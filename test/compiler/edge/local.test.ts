import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { bundleWorker } from '../../../compiler/edge/bundle.ts'
import { compatibilityDate } from '../../../compiler/edge/compatibility.ts'
import { startWorker } from '../../../compiler/edge/local.ts'

it('runs on the same day of workerd as the deployed Worker', async () => {
  const wrangler = await readFile(new URL('../../../worker/wrangler.jsonc', import.meta.url), 'utf8')
  expect(wrangler).toContain(`"compatibility_date": "${compatibilityDate}"`)
})

it('bundles neither the schema validator nor the YAML parser', async () => {
  const bundle = await bundleWorker()
  expect(bundle).not.toMatch(/node_modules\/(ajv|yaml)\//)
  expect(bundle.length).toBeLessThan(700_000) // most of it is the engine for regular expressions
})

it('says which port is taken, and lets go of it when stopped', async () => {
  const bundle = `export default { fetch: () => new Response('here') }`
  const first = await startWorker({ port: 0, bundle })
  const port = Number(new URL(first.url).port)
  await expect(startWorker({ port, bundle })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`)
  expect(await (await fetch(first.url)).text()).toBe('here')
  await first.stop()
  const second = await startWorker({ port, bundle })
  expect(second.url).toBe(first.url)
  await second.stop()
})
