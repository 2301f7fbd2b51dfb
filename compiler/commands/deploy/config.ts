import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import type { World } from '../command.ts'

const names = ['wrangler.jsonc', 'wrangler.json', 'wrangler.toml'] as const
const unbound = '"kv_namespaces": [{ "binding": "SNAPSHOTS" }]'

/**
 * The configuration of the Worker: the one named, else that of the flag repository, else a copy of the one that comes with
 * Halyard, bound to the namespace that `halyard publish` writes to.
 * @param folder where a copy may be written
 * @throws Failure when there is none, or no namespace to bind
 */
export async function configFor(
  asked: string | undefined,
  root: string,
  folder: string,
  { cwd, env }: World,
): Promise<string> {
  if (asked !== undefined) {
    if (existsSync(resolve(cwd, asked))) return resolve(cwd, asked)
    throw new Failure(`there is nothing at \`${asked}\``, {
      help: 'give the path of a wrangler.jsonc or wrangler.toml',
    })
  }
  const own = names.map((name) => join(root, name)).find((path) => existsSync(path))
  if (own !== undefined) return own
  const namespace = env['HALYARD_KV_NAMESPACE_ID'] ?? ''
  if (!/^[0-9a-f]{32}$/i.test(namespace))
    throw new Failure('nothing says which KV namespace the Worker reads', {
      help: 'set HALYARD_KV_NAMESPACE_ID, or bind SNAPSHOTS in a wrangler.jsonc of your own; `wrangler kv namespace create SNAPSHOTS` makes one',
    })
  const text = await readFile(new URL('../../../worker/wrangler.jsonc', import.meta.url), 'utf8')
  const bound = `"kv_namespaces": [{ "binding": "SNAPSHOTS", "id": "${namespace}" }]`
  if (!text.includes(unbound)) throw new Error('worker/wrangler.jsonc has another shape than deploy knows')
  const file = join(folder, 'wrangler.jsonc')
  await writeFile(file, text.replace(unbound, bound).replace('"main": "index.ts"', '"main": "index.js"'))
  return file
}
