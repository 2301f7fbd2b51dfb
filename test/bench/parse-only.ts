import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

// The peer: reads and parses every YAML file of a folder, and does nothing else.

const folder = process.argv[2] ?? '.'
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.yaml')) parse(readFileSync(join(folder, path), 'utf8'))
