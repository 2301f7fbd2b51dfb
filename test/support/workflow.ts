import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface Step {
  readonly id?: string
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly 'working-directory'?: string
}

export interface Job {
  readonly if?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly environment?: string
  readonly concurrency?: unknown
  readonly steps: readonly Step[]
}

export interface Workflow {
  readonly name: string
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

/** A runner of GitHub: where it works, what it clones, and what the expressions of a workflow stand for. */
export interface Machine {
  /** Holds `workspace`, `temp`, `artifacts`, and `home`. */
  readonly folder: string
  readonly repository: string
  readonly contexts: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

export interface Ended {
  readonly failed: Step | undefined
  readonly log: string
  readonly outputs: string
  readonly summary: string
}

const filled = (text: string, { contexts }: Machine): string =>
  text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = contexts[expression]
    if (value === undefined) throw new Error(`no value for ${expression}`)
    return value
  })

/**
 * Does what a runner does with the steps of a job: bash with its options, environment files, checkouts by git, artifacts as
 * folders. Of conditions it knows that a step is left out once another has failed.
 */
export async function runSteps(
  { steps, env: jobEnv = {} }: Pick<Job, 'steps' | 'env'>,
  machine: Machine,
): Promise<Ended> {
  const at = (name: string) => join(machine.folder, name)
  for (const name of ['workspace', 'temp', 'artifacts', 'home']) mkdirSync(at(name), { recursive: true })
  const files = { GITHUB_ENV: at('env'), GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const log: string[] = []
  let failed: Step | undefined
  for (const step of steps) {
    if (failed && step.if === undefined) continue
    if (step.uses !== undefined) await use(step, machine)
    if (step.run === undefined) continue
    const script = at('script.sh')
    writeFileSync(script, filled(step.run, machine))
    const own = Object.entries({ ...jobEnv, ...step.env }).map(([name, text]) => [name, filled(text, machine)])
    const env = {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: at('home'),
      RUNNER_TEMP: at('temp'),
      GITHUB_WORKSPACE: at('workspace'),
      GITHUB_ACTIONS: 'true',
      npm_config_offline: 'true',
      ...files,
      ...machine.env,
      ...environmentFile(readFileSync(files.GITHUB_ENV, 'utf8')),
      ...(Object.fromEntries(own) as Record<string, string>),
    }
    const options = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']
    const cwd = join(at('workspace'), step['working-directory'] ?? '.')
    try {
      const { stdout, stderr } = await execute('bash', [...options, script], { cwd, env })
      log.push(stdout, stderr)
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      log.push(stdout, stderr)
      failed ??= step
    }
  }
  return {
    failed,
    log: log.join(''),
    outputs: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  }
}

async function use({ uses = '', with: asked = {} }: Step, machine: Machine): Promise<void> {
  if (uses.startsWith('actions/checkout@')) {
    const path = join(machine.folder, 'workspace', String(asked['path'] ?? '.'))
    await execute('git', ['clone', '--quiet', machine.repository, path])
    if (asked['ref'] === undefined) return
    const ref = filled(String(asked['ref']), machine)
    await execute('git', ['fetch', '--quiet', 'origin', ref], { cwd: path })
    await execute('git', ['checkout', '--quiet', '--detach', ref], { cwd: path })
  } else if (uses.startsWith('actions/upload-artifact@')) {
    const from = filled(String(asked['path']), machine)
    const to = join(machine.folder, 'artifacts', String(asked['name']))
    if (existsSync(from)) cpSync(from, join(to, from.slice(from.lastIndexOf('/') + 1)), { recursive: true })
  } else if (!uses.startsWith('actions/setup-node@')) throw new Error(`nobody here can do ${uses}`)
}

/** `NAME=value`, a line each. */
function environmentFile(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
}
