import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The shape of what is written. */
const format = 2

/** The code of the stages from text to a report, and the rooms that they may import. */
const rooms = [
  'schema/input',
  'worker/evaluate',
  ...['source', 'diagnostics', 'model', 'load', 'parse', 'validate', 'link', 'check'].map((room) => `compiler/${room}`),
]

/** The packages that this code goes by. */
const packages = ['yaml', 'ajv', 'fastest-levenshtein', 're2js']

/**
 * Names everything besides the flag files that a report goes by: this release, the input schema, the code of the stages,
 * its packages, and Node, which knows what a letter is. The code counts by itself, since in a checkout it changes from one
 * run to the next under the same release.
 */
export function edition(toolVersion: string): string {
  const hash = createHash('sha256').update(`${format} ${toolVersion} node ${process.version}`)
  for (const name of packages) hash.update(` ${name} ${versionOf(name)}`)
  for (const folder of rooms)
    for (const [path, content] of read(folder)) hash.update(`\n${folder}/${path} ${content.length}\n`).update(content)
  return hash.digest('hex')
}

function versionOf(name: string): string {
  const place = findPackageJSON(name, import.meta.url)
  if (place === undefined) throw new Error(`the package ${name} is not installed`)
  return (JSON.parse(readFileSync(place, 'utf8')) as { version: string }).version
}

function* read(folder: string): Generator<[path: string, content: Buffer]> {
  const full = fileURLToPath(new URL(`../../${folder}/`, import.meta.url))
  for (const path of readdirSync(full, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(ts|js|json)$/.test(path) && !path.endsWith('.d.ts')) yield [path, readFileSync(join(full, path))]
}
