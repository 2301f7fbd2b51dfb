import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Candidate } from './candidate.ts'
import type { Configs } from './configs.ts'
import { workloadFor } from './shapes.ts'
import type { Weight } from './weigh.ts'

/** Loads 10,000 flags in a fresh process. */
export async function weigh(candidate: Candidate, configs: Configs): Promise<Weight> {
  const { asked, contexts } = workloadFor(candidate, '10k')
  const words = [await configs.file(candidate, '10k'), asked[0]!, JSON.stringify(contexts[0])]
  return JSON.parse(run(new URL('weigh.ts', import.meta.url), candidate, [], words)) as Weight
}

/** Bytes allocated for one answer, of 1,000 flags. */
export async function allocated(candidate: Candidate, configs: Configs): Promise<number> {
  const roomy = ['--min-semi-space-size=64', '--max-semi-space-size=64']
  return Number(run(new URL('allocate.ts', import.meta.url), candidate, roomy, [await configs.file(candidate, '1k')]))
}

function run(script: URL, { name }: Candidate, options: readonly string[], words: readonly string[]): string {
  const path = fileURLToPath(script)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', ...options, path, name, ...words], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  return stdout
}
