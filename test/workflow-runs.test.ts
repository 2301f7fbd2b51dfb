import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openForge, type Hosted } from './support/forge.ts'
import { alive, proseOf, rendered, tagsOf } from './support/rendered.ts'
import { alice, TestRepository } from './support/repository.ts'
import { top } from './support/repository-flags.ts'
import { halyard } from './support/terminal.ts'
import { thinPackage } from './support/thin-package.ts'
import { type Machine, runSteps, type Step, type Workflow } from './support/workflow.ts'
import { zipped } from './support/zipped.ts'

// The steps of the workflows, run by bash as a runner would, on a repository that `halyard init` began.

const work = mkdtempSync(join(tmpdir(), "halyard runner's "))
afterAll(() => rmSync(work, { recursive: true, force: true }))
mkdirSync(join(work, 'origin'))
const repository = new TestRepository(join(work, 'origin'))
const branch = '$(touch${IFS}pwned)'
const mallory = '@everyone "; touch pwned; # <img src=x> <m@example.com>'
let base: string
let head: string

const workflow = (name: string): Workflow =>
  parse(readFileSync(join(repository.folder, '.github/workflows', name), 'utf8')) as Workflow

let machines = 0
function machine(parts: Partial<Machine> = {}): Machine {
  const folder = join(work, `machine ${(machines += 1)}`)
  return {
    folder,
    repository: repository.folder,
    contexts: {
      'github.event.pull_request.base.sha': base,
      'github.event.pull_request.head.sha': head,
      'runner.temp': join(folder, 'temp'),
      'github.token': 'secret-token',
      'secrets.DATABASE_URL': '',
      'secrets.CLOUDFLARE_ACCOUNT_ID': '',
      'secrets.CLOUDFLARE_API_TOKEN': '',
      'secrets.HALYARD_SALT': '',
      'secrets.HALYARD_KV_NAMESPACE_ID': '',
    },
    ...parts,
  }
}

/** Files and folders anywhere that an attack has made. */
const pwned = (): string[] =>
  readdirSync(work, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('pwned'))

beforeAll(async () => {
  repository.git('init', '--quiet', '--initial-branch=main')
  await halyard(['init', '--no-git'], { cwd: repository.folder })
  mkdirSync(join(repository.folder, 'vendor'))
  cpSync(thinPackage(join(work, 'thin')), join(repository.folder, 'vendor/halyard.tgz'))
  repository.write({
    'package.json': '{ "private": true, "devDependencies": { "halyard": "file:vendor/halyard.tgz" } }',
  })
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`
  const env = { PATH: path, HOME: work, npm_config_offline: 'true' }
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
    cwd: repository.folder,
    env,
    stdio: 'pipe',
  })
  base = repository.commit(alice, {}, 'begin')
  repository.git('checkout', '--quiet', '-b', branch)
  hostilePullRequest()
  head = repository.commit(mallory, {}, '$(touch pwned)\n\n::error::pwned')
})

/** Everything in a pull request that could run, or pretend. */
function hostilePullRequest(): void {
  const read = (path: string): string => readFileSync(join(repository.folder, path), 'utf8')
  const [checkout, api] = [read('flags/checkout/new-checkout.yaml'), read('flags/checkout/express-pay.yaml')]
  const description = '![x](https://evil.example) @everyone </details> <!-- halyard:plan:v1 -->'
  repository.write({
    'package.json': '{ "private": true, "scripts": { "preinstall": "touch pwned", "install": "touch pwned" } }',
    'package-lock.json': '{}',
    '.npmrc': 'registry=http://127.0.0.1:1\nscript-shell=/bin/false\n',
    'node_modules/.bin/halyard': '#!/bin/sh\ntouch pwned\n',
    '.halyard/cache/outcomes': 'no problems',
    'flags/checkout/new-checkout.yaml': checkout.replace(
      /description: .*/,
      `description: ${JSON.stringify(description)}`,
    ),
    'flags/checkout/express-pay.yaml': api.replace(/ {2}express-pay:[^]*(?= {2}checkout-api:)/, ''),
    'flags/checkout/checkout.test.yaml': undefined,
    'flags/@everyone ::error::x <b>`.yaml': `flags:
  spooky: { description: "$(touch pwned) #1 GH-1 ##[error]", owner: "@org/team", assignments: { production: everyone } }
`,
  })
  chmodSync(join(repository.folder, 'node_modules/.bin/halyard'), 0o755)
  repository.git('add', '--all', '--force')
}

describe('a hostile pull request', () => {
  const runner = () => machine()
  let ended: Awaited<ReturnType<typeof runSteps>>
  let on: Machine

  beforeAll(async () => {
    on = runner()
    ended = await runSteps(workflow('flags.yml').jobs['pull-request']!, on)
  })

  test('is checked, asked and planned by the base’s Halyard, and nothing of it runs', () => {
    expect(ended.log).toContain('spooky')
    // it removes a flag that is on in production; the plan is kept all the same
    expect(ended.failed?.name, ended.log).toBe('Say whom it affects')
    expect(pwned()).toEqual([])
  })

  test('writes annotations of Halyard’s own into the log, and nothing else that is a command', () => {
    const commands = ended.log.split('\n').filter((line) => /^\s*::|##\[/.test(line))
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands)
      expect(command).toMatch(/^::(?:error|warning|notice) (?:file=flags\/[^,:]*,line=\d+,[^:]*)?title=[a-z-]+::/)
  })

  test('becomes a summary and a comment in which nothing of it is alive', async () => {
    expect(ended.summary).toMatch(/^<!-- halyard:plan:v1 -->\n### /)
    const kept = readFileSync(join(on.folder, 'artifacts/halyard-plan/plan.json'))
    const known: Hosted = {
      comments: [],
      pulls: [
        {
          number: 7,
          head: { sha: head, ref: branch, repo: { full_name: 'fork/r' } },
          base: { repo: { full_name: 'o/r' } },
        },
      ],
      artifacts: [{ id: 5, name: 'halyard-plan', size_in_bytes: kept.length, expired: false }],
      zip: zipped([['plan.json', kept]]),
    }
    const { url } = await openForge(known)
    const run = {
      id: 99,
      event: 'pull_request',
      head_sha: head,
      head_branch: branch,
      head_repository: { full_name: 'fork/r' },
    }
    writeFileSync(join(work, 'event.json'), JSON.stringify({ workflow_run: run }))
    const env = { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'o/r', GITHUB_EVENT_PATH: join(work, 'event.json') }
    repository.git('checkout', '--quiet', 'main')
    const commented = await runSteps(workflow('flags-comment.yml').jobs['comment']!, machine({ env }))
    expect(commented.failed?.name, commented.log).toBeUndefined()
    const [comment] = known.comments
    const html = rendered(comment?.body ?? '')
    expect(comment?.body).toContain('spooky')
    expect(alive.exec(proseOf(html).replaceAll(/[0-9a-f]{10,64}/g, ''))).toBeNull()
    expect(tagsOf(html)).not.toContain('img')
    expect(pwned()).toEqual([])
  })

  test('leaves a SARIF log and no findings that name another place than its own', () => {
    const sarif = JSON.parse(readFileSync(join(on.folder, 'artifacts/halyard-sarif/halyard.sarif'), 'utf8')) as {
      version: string
    }
    expect(sarif.version).toBe('2.1.0')
  })
})

test('a pull request with an error fails where it is told, makes no plan, and still leaves its findings', async () => {
  repository.git('checkout', '--quiet', '-B', 'broken', base)
  head = repository.commit(alice, { 'flags/checkout/new-checkout.yaml': 'flags: { new-checkout: { ownr: x } }\n' })
  const on = machine()
  const ended = await runSteps(workflow('flags.yml').jobs['pull-request']!, on)
  expect(ended.failed?.name).toBe('Check every file')
  expect(ended.log).toMatch(/^::error file=flags\/checkout\/new-checkout.yaml,line=1,/m)
  expect(readdirSync(join(on.folder, 'artifacts'))).toEqual(['halyard-sarif'])
})

test('a merge is checked, synced and built', async () => {
  repository.git('checkout', '--quiet', 'main')
  const { main, sync } = workflow('flags.yml').jobs
  expect((await runSteps(main!, machine())).failed?.name).toBeUndefined()
  expect((await runSteps(sync!, machine())).failed?.name).toBe('Is there a database?')
  const steps = sync!.steps.filter(({ name }) => name !== 'Is there a database?')
  const ended = await runSteps({ steps }, machine()) // into the embedded store
  expect(ended.failed?.name, ended.log).toBeUndefined()
  expect(ended.log).toContain('synced')
  expect(ended.log).toContain('3 snapshots')
  expect(ended.log).toContain('::notice::nothing is published: set the secrets CLOUDFLARE_ACCOUNT_ID')
  expect(ended.log).toMatch(/production .*the same .*agree/)
})

describe('the action', () => {
  const { runs } = parse(readFileSync(join(top, 'action.yml'), 'utf8')) as { runs: { steps: Step[] } }
  const act = async (asked: Record<string, string>) => {
    const inputs = {
      command: 'validate',
      path: '.',
      base: '',
      head: 'HEAD',
      format: '',
      version: `file:${join(work, 'thin/halyard.tgz')}`,
    }
    const given = Object.entries({ ...inputs, ...asked }).map(([name, value]) => [`inputs.${name}`, value])
    const on = machine({ contexts: Object.fromEntries(given) as Record<string, string> })
    const checkout: Step = { uses: 'actions/checkout@v4' }
    return runSteps({ steps: [checkout, ...runs.steps] }, on)
  }

  test('validates, and plans with the path, the checksum and whether anything changes as outputs', async () => {
    repository.git('checkout', '--quiet', '-B', 'grow', base)
    const file = 'flags/checkout/new-checkout.yaml'
    const text = readFileSync(join(repository.folder, file), 'utf8').replace(/description: .*/, 'description: Another')
    repository.commit(alice, { [file]: text })
    expect((await act({})).failed?.name).toBeUndefined()
    const planned = await act({ command: 'plan', base })
    expect(planned.failed?.name, planned.log).toBeUndefined()
    expect(planned.outputs).toMatch(/^plan=.*\/halyard-plan\.json\nchanged=true\nchecksum=[0-9a-f]{64}\n$/)
    expect((await act({ command: 'plan', base: 'HEAD' })).outputs).toContain('changed=false')
  })

  test.each([
    [{ command: 'plan', base: '--out=pwned' }],
    [{ command: 'plan', base: '$(touch pwned)' }],
    [{ command: '"; touch pwned; "' }],
    [{ path: '$(touch pwned)' }],
    [{ format: 'json; touch pwned' }],
  ])('takes %j for words, and fails', async (asked) => {
    expect((await act(asked)).failed?.name).toBe('Run Halyard')
    expect(pwned()).toEqual([])
  })
})
