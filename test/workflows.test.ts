import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadCommand } from '../compiler/commands/index.ts'
import { top } from './support/repository-flags.ts'
import { halyard } from './support/terminal.ts'
import type { Step, Workflow } from './support/workflow.ts'

// What workflows say, whoever they are for; that their steps work is tested by running them, in workflow-runs.test.ts.

const cwd = mkdtempSync(join(tmpdir(), 'halyard-workflows-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))
await halyard(['init', '--no-git'], { cwd })
await halyard(['init', '--no-git', '--ci', 'gitlab', 'gitlab'], { cwd })

const folders = [join(top, '.github/workflows'), join(cwd, '.github/workflows')]
const texts = folders.flatMap((folder) =>
  readdirSync(folder).map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')] as const),
)
const action = readFileSync(join(top, 'action.yml'), 'utf8')
const { runs, inputs } = parse(action) as {
  runs: { using: string; steps: Step[] }
  inputs: Record<string, { default?: string; description: string }>
}
const gitlab = readFileSync(join(cwd, 'gitlab/.gitlab/flags.yml'), 'utf8')

const workflows = texts.map(
  ([path, text]) => [path.replace(top, '').replace(cwd, 'init'), parse(text) as Workflow] as const,
)
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps)

test('there are the workflows of this repository and those that init writes', () => {
  expect(workflows.map(([path]) => path).sort()).toEqual([
    '.github/workflows/ci.yml',
    '.github/workflows/flags-comment.yml',
    '.github/workflows/flags.yml',
    'init/.github/workflows/flags-comment.yml',
    'init/.github/workflows/flags.yml',
  ])
})

describe.each(workflows)('%s', (_, workflow) => {
  test('no text of a pull request, and no expression at all, is put into a shell', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{')
  })

  test('by default a token may read the repository and nothing else', () => {
    expect([{ contents: 'read' }, {}]).toContainEqual(workflow.permissions)
  })

  test('nothing runs on pull_request_target, no checkout keeps the token, and every job ends', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    for (const { uses = '', with: asked } of stepsOf(workflow))
      if (uses.startsWith('actions/checkout')) expect(asked?.['persist-credentials']).toBe(false)
    for (const job of Object.values(workflow.jobs)) expect(job).toHaveProperty('timeout-minutes')
  })

  test('who may write checks out nothing of a pull request, and sees no secrets beside the token', () => {
    for (const { permissions = {}, steps } of Object.values(workflow.jobs)) {
      if (!Object.values(permissions).includes('write')) continue
      expect(JSON.stringify(steps)).not.toMatch(/secrets\.|head/)
    }
  })

  test('secrets are for pushes alone', () => {
    for (const job of Object.values(workflow.jobs))
      if (JSON.stringify(job).includes('secrets.'))
        expect(job).toMatchObject({ if: "github.event_name == 'push'", environment: 'production' })
  })

  test('install scripts are not run where flags of others are looked at', () => {
    for (const { run = '' } of stepsOf(workflow))
      if (/npm (?:ci|install)/.test(run)) expect(run).toContain('--ignore-scripts')
  })

  test('an action has one version, everywhere', () => {
    const used = new Set(workflows.flatMap(([, one]) => stepsOf(one).flatMap(({ uses }) => uses ?? [])))
    expect(used.size).toBe(new Set([...used].map((uses) => uses.split('@')[0])).size)
    for (const uses of used) expect(uses).toMatch(/^(?:actions|github)\/[\w/-]+@v\d+$/)
  })
})

/** Every command line in a shell text: after `"$HALYARD"`, `"$halyard"` or `halyard`. */
function commandLines(text: string): string[][] {
  return [...text.matchAll(/"\$(?:HALYARD|halyard)" ([^\n;}|>]*)/g)].map(([, words = '']) => words.trim().split(/\s+/))
}

test.each([
  ...texts.filter(([path]) => !path.endsWith('/ci.yml')),
  ['action.yml', action],
  ['gitlab', gitlab],
] as const)('every command and option of %s exists', async (_, text) => {
  const lines = commandLines(text)
  expect(lines.length).toBeGreaterThan(0)
  for (const [name = '', ...words] of lines) {
    const command = await loadCommand(name)
    expect(command?.name).toBe(name)
    for (const word of words.filter((one) => one.startsWith('--')))
      expect(Object.keys(command?.options ?? {})).toContain(word.slice(2).split('=')[0])
    const format = words[words.indexOf('--format') + 1]
    if (words.includes('--format')) expect(command?.options['format']?.value?.split('|')).toContain(format)
  }
})

test('the action gives its inputs to the shell as variables, and installs this version', () => {
  expect(runs.using).toBe('composite')
  for (const { run = '', shell } of runs.steps.filter((step) => step.run !== undefined)) {
    expect(shell).toBe('bash')
    expect(run).not.toContain('${{')
  }
  const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { version: string }
  expect(String(inputs['version']?.default)).toBe(version)
  const wanted = [...action.matchAll(/\$\{\{ inputs\.(\w+) \}\}/g)].map(([, name]) => name)
  expect(new Set(wanted)).toEqual(new Set(Object.keys(inputs)))
})

test('the jobs of GitLab run Halyard from the base, sync one at a time, and comment only with a token', () => {
  const jobs = parse(gitlab) as Record<
    string,
    { rules?: { if: string }[]; resource_group?: string; interruptible?: boolean }
  >
  expect(jobs['flags-sync']).toMatchObject({
    rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }],
    resource_group: 'halyard-sync',
    interruptible: false,
  })
  expect(jobs['flags-comment']?.rules?.[0]?.if).toContain('&& $HALYARD_GITLAB_TOKEN')
  expect(jobs['flags-check']).toMatchObject({ artifacts: { reports: { codequality: 'gl-code-quality-report.json' } } })
  expect(gitlab).not.toMatch(
    /\$CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME)|\$CI_COMMIT_(?:MESSAGE|TITLE|AUTHOR|REF)/,
  )
  expect(parse(readFileSync(join(cwd, 'gitlab/.gitlab-ci.yml'), 'utf8'))).toEqual({
    include: [{ local: '.gitlab/flags.yml' }],
  })
})
