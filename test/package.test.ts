import { execFileSync, type ExecFileSyncOptions } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { top } from './support/repository-flags.ts'

// The package as it is published: packed from a copy of the sources, so that the build starts clean and leaves this
// checkout alone, then unpacked and run from outside. Its dependencies are those of this checkout: no registry is asked.

const sources = [
  'package.json',
  'tsconfig.json',
  '.npmrc',
  'README.md',
  'LICENSE',
  'schema',
  'compiler',
  'worker',
  'test',
]
const work = mkdtempSync(join(tmpdir(), 'halyard package '))
const home = join(work, 'home')
let files: string[]

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin: Readonly<Record<string, string>>
}

beforeAll(() => {
  const copy = join(work, 'sources')
  for (const name of sources) cpSync(join(top, name), join(copy, name), { recursive: true })
  mkdirSync(join(copy, 'dist/compiler'), { recursive: true })
  writeFileSync(join(copy, 'dist/compiler/renamed-since.js'), '')
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'))
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--silent'], { cwd: copy })) as { filename: string }[]
  run('tar', ['-xzf', join(copy, packed!.filename), '-C', work], {})
  symlinkSync(join(top, 'node_modules'), join(work, 'package/node_modules'))
  files = run('find', ['.', '-type', 'f'], { cwd: join(work, 'package') })
    .trim()
    .split('\n')
    .map((path) => path.slice(2))
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the tarball', () => {
  it('holds what the command, the Worker and editors need', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'dist/compiler/cli.js',
        'dist/compiler/launch.js',
        'dist/schema/database/0001_tables.sql',
        'dist/schema/input/flags.schema.json',
        'dist/schema/snapshot.schema.json',
        'dist/worker/app.d.ts',
        'dist/worker/app.js',
        'dist/worker/index.js',
        'dist/worker/provider.js',
        'dist/worker/rpc.js',
        'dist/worker/wrangler.jsonc',
      ]),
    )
    expect(statSync(join(work, 'package/dist/compiler/launch.js')).mode & 0o111).toBe(0o111)
  })

  it('holds no sources, tests, build notes or leftovers', () => {
    const unwanted = files.filter((path) =>
      /(?<!\.d)\.ts$|tsbuildinfo|\.test\.|\.map$|renamed-since|^(?!dist\/)[^/]+\//.test(path),
    )
    expect(unwanted).toEqual([])
    expect(files.filter((path) => path.startsWith('dist/compiler/') && !path.endsWith('.js'))).toEqual([])
  })

  it('has a file behind every name that it exports, and behind its command', () => {
    const { exports, bin } = JSON.parse(readFileSync(join(work, 'package/package.json'), 'utf8')) as Manifest
    const named = [...Object.values(exports), ...Object.values(bin)]
      .flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)))
      .map((path) => path.replace(/^\.\//, ''))
    expect(named.length).toBeGreaterThan(4)
    expect(files).toEqual(expect.arrayContaining(named))
  })
})

it('the installed command starts a flag repository that validates, syncs, builds and answers', () => {
  const cwd = join(work, "somebody's flags")
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true })
  symlinkSync(join(work, 'package'), join(cwd, 'node_modules/halyard'))
  symlinkSync('../halyard/dist/compiler/launch.js', join(cwd, 'node_modules/.bin/halyard'))
  const halyard = (...words: string[]): string => run(join(cwd, 'node_modules/.bin/halyard'), words, { cwd })

  expect(halyard('init')).toContain('wrote  flags/environments.yaml')
  expect(halyard('validate')).toContain('no problems')
  halyard('sync')
  expect(halyard('audit', 'new-checkout')).toContain('new-checkout created')
  expect(halyard('build', '--out', 'snapshots')).toContain('3 snapshots')
  expect(halyard('evaluate', 'express-pay', '--env', 'production', '--user', 'alice')).toContain('"bank-app"')
  expect(halyard('sync')).toMatch(/^[0-9a-f]{7}: already applied, nothing to do\n$/)

  // wrangler bundles the compiled Worker, with the floor
  const bundle = join(cwd, 'bundle')
  halyard('deploy', '--snapshots', 'snapshots', '--config', configIn(cwd), '--', '--dry-run', '--outdir', bundle)
  expect(readFileSync(join(bundle, 'index.js'), 'utf8')).toContain('-production.bin')

  // What a Worker with snapshots of its own starts from.
  const entry = `import { createApp } from 'halyard/worker'
    console.log(await (await createApp({}).request('/version')).text())`
  expect(run(process.execPath, ['--input-type=module', '--eval', entry], { cwd })).toBe(
    '{"version":"0.1.0","schema":1,"reader":1}\n',
  )
})

function configIn(folder: string): string {
  const file = join(folder, 'wrangler.jsonc')
  writeFileSync(file, '{ "name": "flags", "compatibility_date": "2026-10-01" }')
  return file
}

function run(program: string, words: readonly string[], options: ExecFileSyncOptions): string {
  const { DATABASE_URL: _, ...inherited } = process.env
  const env = { ...inherited, HOME: home, npm_config_cache: join(home, 'npm'), NO_COLOR: '1' }
  return execFileSync(program, words, { ...options, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
