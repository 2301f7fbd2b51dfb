import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PlanDocument } from '../../schema/types.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { toJson } from '../diagnostics/sanitise.ts'
import { openRepository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import { planDocument } from '../plan/document.ts'
import { sealed } from '../plan/seal.ts'
import { command } from './command.ts'
import { instantOf } from './evaluate/context.ts'
import { formatOption, readFormat } from './format.ts'
import { planBetween } from './plan/commits.ts'
import { planAgainstStore } from './plan/database.ts'
import { planFormats, render } from './plan/render.ts'
import { findProject } from './project.ts'
import { finderIn } from './plan/places.ts'
import { schemaOption } from './schema-option.ts'
import { policyOptions, readPolicy } from './sync/policy.ts'
import { sayUncommitted } from './sync/report.ts'

export const plan = command({
  name: 'plan',
  summary: 'show what a sync would do and whom it affects, or what one commit changes against another',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    base: {
      type: 'string',
      value: 'REV',
      summary: 'compare with this commit, or where it and the head parted, and ask no database',
    },
    head: { type: 'string', value: 'REV', summary: 'the commit to plan for', default: 'HEAD' },
    at: { type: 'string', value: 'INSTANT', summary: 'compare answers at this instant', default: 'now' },
    until: { type: 'string', value: 'INSTANT', summary: 'list what will change by itself until then, too' },
    out: { type: 'string', short: 'o', value: 'FILE', summary: 'save the plan for `halyard sync --plan FILE`' },
    'exit-code': {
      type: 'boolean',
      summary: 'exit with 3 when something would change; what a sync would refuse is 4 in any case',
    },
    ...policyOptions,
    schema: schemaOption,
    format: formatOption(...planFormats),
  },
  examples: [
    ['halyard plan', 'what `halyard sync` would do to the embedded store or to DATABASE_URL'],
    ['halyard plan --base origin/main', 'what this branch changes, and for whom; no database is needed'],
    ['halyard plan --base origin/main --format markdown', 'the same as a comment for the pull request'],
    ['halyard plan --out plan.json && halyard sync --plan plan.json', 'apply what was looked at, or nothing'],
    ['halyard plan --until 2027-03-01T00:00:00Z', 'and what time will change by itself'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, planFormats)
    const policy = readPolicy(options)
    const project = findProject(world.cwd, args[0])
    const repository = await openRepository(project.root)
    const head = await resolveCommit(repository, options.head ?? 'HEAD')
    if (options.head === undefined)
      sayUncommitted(await uncommitted(repository, insideRepository(repository, project.flags)), 'plan', world)
    const work = { project, repository, head, policy, world }
    const at = options.at === undefined ? world.now() : instantOf(options.at)
    const until = options.until === undefined ? undefined : instantOf(options.until)
    const made = await (options.base === undefined
      ? planAgainstStore(work, { at, until }, options.schema)
      : planBetween(work, options.base, { at, until }))
    if (!made) return Exit.problems
    const document = sealed(planDocument(made, finderIn(project, world)))
    if (options.out !== undefined) await save(document, resolve(world.cwd, options.out), options.out)
    world.stdout.write(render(made, document, format, world))
    if (made.refusals.length > 0 || made.drift.some(({ conflicts }) => conflicts.length > 0)) return Exit.refused
    const pending = made.changes.length > 0 || made.drift.length > 0
    return options['exit-code'] && pending ? Exit.pending : Exit.fine
  },
})

async function save(document: PlanDocument, file: string, shownAs: string): Promise<void> {
  try {
    await writeFile(file, `${toJson(document)}\n`)
  } catch (cause) {
    throw new Failure(`the plan cannot be written to ${shownAs}`, { help: 'name another file with --out', cause })
  }
}
