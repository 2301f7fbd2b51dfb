import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { workerModule } from '../../edge/worker-path.ts'
import type { Candidate } from '../publish/candidate.ts'

/**
 * Writes an entry of the Worker with these snapshots in it: what answers when KV has nothing. Whatever else the Worker
 * exports, the entry exports, too.
 * @param folder made anew
 * @returns its path
 */
export async function writeEntry(folder: string, candidates: readonly Candidate[]): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const imports: string[] = []
  const floor: string[] = []
  for (const [index, { environment, published }] of candidates.entries()) {
    await writeFile(join(folder, `${environment}.bin`), published.bytes) // wrangler takes .bin for data
    imports.push(`import snapshot${index} from ${JSON.stringify(`./${environment}.bin`)}`)
    floor.push(`  ${JSON.stringify(environment)}: snapshot${index},`)
  }
  const lines = [
    `import { createApp } from ${JSON.stringify(workerModule('app'))}`,
    ...imports,
    '',
    `export * from ${JSON.stringify(workerModule('index'))}`,
    'export default createApp({',
    ...floor,
    '})',
  ]
  const entry = join(folder, 'index.js')
  await writeFile(entry, `${lines.join('\n')}\n`)
  return entry
}
