import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { parseJson, textAt } from '../http/json.ts'
import type { Kv } from './kv.ts'
import { restKv } from './rest-kv.ts'
import { serveKv } from './serve-kv.ts'

const fileName = join('.halyard', 'edge.json')

/**
 * Lets other processes of this user write to the local KV of a flag repository: `.halyard/edge.json` says where, and how.
 * @returns ends it
 */
export async function offer(root: string, kv: Kv): Promise<() => Promise<void>> {
  const served = await serveKv(kv)
  const file = join(root, fileName)
  const said = `${JSON.stringify({ url: served.url, token: served.token })}\n`
  await mkdir(dirname(file), { recursive: true })
  await rm(`${file}.new`, { force: true }) // an older file would keep its mode
  await writeFile(`${file}.new`, said, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return async () => {
    // a later `halyard dev` may have put its own there
    if ((await readFile(file, 'utf8').catch(() => '')) === said) await rm(file, { force: true })
    await served.close()
  }
}

/**
 * The KV of the `halyard dev` that runs for this folder or one above it.
 * @throws Failure when none runs
 */
export async function openAnnounced(cwd: string, signal: AbortSignal): Promise<Kv> {
  const file = nearest(cwd)
  const said = file === undefined ? undefined : parseJson(await readFile(file, 'utf8').catch(() => ''))
  const [url, token] = [textAt(said, 'url'), textAt(said, 'token')]
  if (!/^http:\/\/127\.0\.0\.1:\d{1,5}\/[\w/]+$/.test(url) || !/^[\w-]+$/.test(token))
    throw new Failure('no `halyard dev` runs for this folder', { help })
  return restKv({
    name: 'the local KV',
    url,
    token,
    help: { token: help, namespace: help, silence: help },
    signal,
    attempts: 2,
  })
}

const help = 'start `halyard dev` in another terminal, then run this again'

function nearest(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, fileName)
    if (existsSync(file)) return file
    if (folder === dirname(folder)) return undefined
  }
}
