import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The shape of what is written. */
const format = 1

/** The code of parse and validate, and the rooms that stages may import. */
const rooms = [
  'schema/input',
  ...['source', 'diagnostics', 'model', 'parse', 'validate'].map((room) => `compiler/${room}`),
]

/**
 * Names everything besides a file's text that parse and validate go by: this release, the input schema, the code of the
 * two stages, the parser and the schema validator. The code counts by itself, since in a checkout it changes from one
 * run to the next under the same release.
 */
export function edition(toolVersion: string): string {
  const hash = createHash('sha256').update(`${format} ${toolVersion}`)
  for (const name of ['yaml', 'ajv']) hash.update(` ${name} ${versionOf(name)}`)
  for (const folder of rooms)
    for (const [path, content] of read(folder)) hash.update(`\n${folder}/${path} ${content.length}\n`).update(content)
  return hash.digest('hex')
}

const require = createRequire(import.meta.url)

function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version
}

function* read(folder: string): Generator<[path: string, content: Buffer]> {
  const full = fileURLToPath(new URL(`../../${folder}/`, import.meta.url))
  for (const path of readdirSync(full, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(ts|js|json)$/.test(path) && !path.endsWith('.d.ts')) yield [path, readFileSync(join(full, path))]
}
