import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { toJson } from '../diagnostics/sanitise.ts'
import { markerOf } from '../plan/render/markdown.ts'
import { readPlanFile } from '../validate/plan-file.ts'
import { command, type World } from './command.ts'
import { sayingOf } from './comment/body.ts'
import { findRequests } from './comment/requests.ts'
import { stick, type Stuck } from './comment/sticky.ts'
import { formatOption, readFormat } from './format.ts'

export const comment = command({
  name: 'comment',
  summary: 'keep one comment on the pull request that says what the plan says; for CI',
  arity: [0, 0],
  options: {
    'plan-file': { type: 'string', value: 'FILE', summary: 'the plan', default: 'what the run has kept, on GitHub' },
    scope: { type: 'string', value: 'NAME', summary: 'tells it from the comment about another plan' },
    author: {
      type: 'string',
      value: 'LOGIN',
      summary: 'who the token of GitHub stands for',
      default: 'github-actions[bot]',
    },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard comment', 'in a workflow that another one started: its plan, on its pull request'],
    ['halyard comment --plan-file plan.json', 'in a pipeline of GitLab'],
    ['halyard comment --scope shop', 'beside the comments about other flags'],
  ],
  async run({ options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const scope = readScope(options.scope)
    const { requests, kept } = await findRequests(options.author ?? 'github-actions[bot]', world)
    const bytes = requests.length === 0 ? undefined : (readPlan(options['plan-file'], world) ?? (await kept()))
    const plan = bytes && readPlanFile(bytes)
    const done: Done[] = []
    for (const request of requests) {
      const { body, worthNew } = sayingOf(plan, request, scope)
      done.push({ on: request.thread.name, comment: await stick(request.thread, markerOf(scope), body, worthNew) })
    }
    world.stdout.write(format === 'json' ? `${toJson(done)}\n` : inWords(done))
    return Exit.fine
  },
})

interface Done {
  readonly on: string
  readonly comment: Stuck
}

function inWords(done: readonly Done[]): string {
  if (done.length === 0) return 'no open pull request has this commit as its head: there is nothing to comment on\n'
  return done.map(({ on, comment: stuck }) => `${on}: the comment is ${stuck}\n`).join('')
}

function readScope(scope: string | undefined): string | undefined {
  if (scope === undefined || /^[a-z0-9-]{1,40}$/.test(scope)) return scope
  throw new Failure('this scope cannot be kept', { help: 'a scope is up to 40 small letters, digits and hyphens' })
}

/** A file that is not there is a plan that could not be made. */
function readPlan(path: string | undefined, { cwd }: World): Uint8Array | undefined {
  if (path === undefined) return undefined
  try {
    return readFileSync(resolve(cwd, path))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Failure(`${path} cannot be read`, { cause })
  }
}
