#!/usr/bin/env node
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// The published command. Halyard and the Workers runtime need Node 22.18; on an older Node this fetches Node 24 once,
// through npm, and goes on with that, so that `npx halyard` works everywhere. Nothing here may need a newer Node.

const cli = new URL('./cli.js', import.meta.url)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 18)) await import(cli.href)
else relaunch(findNode())

/** The path of a Node 24 from npm's cache; npm fetches it when it is not there yet. */
function findNode(): string {
  process.stderr.write(
    `Node ${process.versions.node} is too old for Halyard; going on with Node 24 through npm` +
      ' (`npm install --save-dev node@24` makes this unnecessary)\n',
  )
  const words = ['exec', '--yes', '--package=node@24', '--', 'node', '--print', 'process.execPath']
  const env = { ...process.env, npm_config_update_notifier: 'false' }
  const found = spawnSync('npm', words, { encoding: 'utf8', env, shell: process.platform === 'win32' })
  const path = found.status === 0 ? found.stdout.trim() : ''
  if (path !== '') return path
  process.stderr.write(
    'error: Halyard needs Node 22.18 or newer, and npm could not fetch one\n  help: install Node 24\n',
  )
  process.exit(2)
}

function relaunch(node: string): void {
  const child = spawn(node, [fileURLToPath(cli), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both; a supervisor's signal reaches only this process and is passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
