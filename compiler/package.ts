import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Makes `dist/`, which is what the published package holds: the compiled rooms, and beside them the SQL that `migrate`
// reads and the configuration that `deploy` starts from, at their usual places. It starts clean, so that a file renamed since does not travel along. `npm pack` runs this.

const top = fileURLToPath(new URL('../', import.meta.url))
const dist = join(top, 'dist')

rmSync(dist, { recursive: true, force: true })
compile('compiler', 'worker')
copy('schema/database', (name) => name.endsWith('.sql'))
copy('schema', (name) => name === 'snapshot.schema.json')
copy('worker', (name) => name === 'wrangler.jsonc')
chmodSync(join(dist, 'compiler/launch.js'), 0o755)

function compile(...rooms: readonly string[]): void {
  const { resolve } = createRequire(import.meta.url)
  const tsc = join(dirname(resolve('typescript/package.json')), 'bin/tsc')
  execFileSync(process.execPath, [tsc, '--build', ...rooms], { cwd: top, stdio: 'inherit' })
}

function copy(folder: string, wanted: (name: string) => boolean): void {
  mkdirSync(join(dist, folder), { recursive: true })
  for (const name of readdirSync(join(top, folder)).filter(wanted))
    copyFileSync(join(top, folder, name), join(dist, folder, name))
}
