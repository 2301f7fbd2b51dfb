import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { top } from './repository-flags.ts'

/**
 * A package called halyard that npm can install without a registry: its command is that of this checkout. What the real
 * package holds is tested where it is packed.
 * @returns the path of the tarball
 */
export function thinPackage(folder: string): string {
  const inside = join(folder, 'package')
  mkdirSync(inside, { recursive: true })
  const manifest = { name: 'halyard', version: '0.1.0', type: 'module', bin: { halyard: 'halyard.js' } }
  writeFileSync(join(inside, 'package.json'), JSON.stringify(manifest))
  const cli = pathToFileURL(join(top, 'compiler/cli.ts')).href
  writeFileSync(join(inside, 'halyard.js'), `#!/usr/bin/env node\nawait import(${JSON.stringify(cli)})\n`)
  execFileSync('tar', ['-czf', join(folder, 'halyard.tgz'), '-C', folder, 'package'])
  return join(folder, 'halyard.tgz')
}
