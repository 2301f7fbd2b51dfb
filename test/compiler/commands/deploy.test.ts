import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { compatibilityDate } from '../../../compiler/edge/compatibility.ts'
import { flagRepository } from '../../support/flag-repository.ts'
import { startHalyard } from '../../support/process.ts'
import { halyard } from '../../support/terminal.ts'

const namespace = 'fedcba9876543210fedcba9876543210'

interface Miniflare {
  readonly ready: Promise<URL>
  dispose(): Promise<void>
}

/** Runs what wrangler would have sent, with a KV in which there is nothing. */
async function run(folder: string): Promise<URL> {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  const { Miniflare } = (await import(pathToFileURL(fromWrangler.resolve('miniflare')).href)) as {
    Miniflare: new (options: object) => Miniflare
  }
  const modules = new Map<string, { type: string; contents: string | Uint8Array }>()
  for (const name of readdirSync(folder)) {
    const contents = readFileSync(join(folder, name))
    if (name.endsWith('.js')) modules.set(name, { type: 'esm', contents: contents.toString() })
    if (name.endsWith('.bin')) modules.set(name, { type: 'data', contents: new Uint8Array(contents) })
  }
  const config = {
    name: 'halyard',
    compatibilityDate,
    manifest: { mainModule: 'index.js', modules: Object.fromEntries(modules) },
    env: { SNAPSHOTS: { type: 'kv', id: 'SNAPSHOTS' } },
    exports: {},
  }
  const miniflare = new Miniflare({ host: '127.0.0.1', port: 0, telemetry: { enabled: false }, workers: [{ config }] })
  onTestFinished(() => miniflare.dispose())
  return miniflare.ready
}

test('what is deployed answers from its floor while KV has nothing', async () => {
  const flags = flagRepository()
  flags.serve('ting')
  const out = join(flags.folder, 'snapshots', 'bundle')
  const words = ['deploy', '--', '--dry-run', '--outdir', out]
  const deployed = startHalyard(words, flags.folder, { HALYARD_KV_NAMESPACE_ID: namespace })
  expect(await deployed.ended).toMatchObject({ code: 0 })
  const url = await run(out)
  expect(await flags.ask({ url: url.origin })).toBe('ting')
  expect(await flags.ask({ url: url.origin }, flags.staging)).toBe('ting')
  expect(readFileSync(join(flags.folder, '.halyard/deploy/wrangler.jsonc'), 'utf8')).toContain(`"id": "${namespace}"`)
  expect(readFileSync(join(flags.folder, '.halyard/deploy/index.js'), 'utf8')).toMatch(
    /^export \* from ".*worker\/index\.ts"$/m,
  )
})

test('the configuration of the flag repository is taken, and wrangler that fails is a failure', async () => {
  const flags = flagRepository()
  flags.serve('ting')
  writeFileSync(join(flags.folder, 'wrangler.jsonc'), '{ "name": "halyard", "compatibility_date": "no day" }')
  const deployed = startHalyard(['deploy', '--', '--dry-run'], flags.folder)
  expect(await deployed.ended).toMatchObject({ code: 1 })
})

test('without a namespace to bind, and with errors in the flag files, nothing is run', async () => {
  const flags = flagRepository()
  flags.serve('ting')
  const run = (...words: string[]) => halyard(['deploy', ...words], { cwd: flags.folder })
  expect(await run()).toMatchObject({ exit: 2, stderr: expect.stringContaining('HALYARD_KV_NAMESPACE_ID') as string })
  expect(await run('--config', 'nowhere.toml')).toMatchObject({ exit: 2 })
  flags.git.commit('A <a@example.com>', { 'flags/broken.yaml': 'flags: [' })
  expect(await run()).toMatchObject({ exit: 1 })
})
