import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { newApiKey } from '../model/api-key.ts'
import type { Environment } from '../model/model.ts'
import { hidden } from '../source/characters.ts'
import { appendToList } from '../source/edit.ts'
import { command, type World } from './command.ts'
import { compileFolder } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { printProblems } from './problems.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { findProject } from './project.ts'

/** As the schema says. */
const mostKeys = 100

type Kind = 'server' | 'client'

export const keys = command({
  name: 'keys',
  summary: 'make an API key: printed once, its SHA-256 written into the environment',
  arguments: 'new ENVIRONMENT',
  arity: [2, 2],
  options: {
    kind: {
      type: 'string',
      short: 'k',
      value: 'server|client',
      summary: 'client keys see only flags marked `client: true`',
    },
    name: { type: 'string', value: 'TEXT', summary: 'who will use it, for people' },
    flags: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
  },
  examples: [
    ['halyard keys new production --kind server --name checkout-api', 'for a backend'],
    ['halyard keys new production --kind client', 'for browsers'],
  ],
  async run({ args: [verb, name], options }, world) {
    if (verb !== 'new')
      throw new Failure(`\`halyard keys\` cannot \`${verb}\``, { help: 'halyard keys new ENVIRONMENT --kind server' })
    const kind = kindOf(options.kind)
    judgeName(options.name)
    const project = findProject(world.cwd, options.flags)
    const { model, report } = await compileFolder(project, world)
    if (name !== undefined && !model.environments.has(name) && report.count('error') > 0) {
      printProblems(report, 'error', world) // the environment may be among what could not be read
      return Exit.problems
    }
    const environment = environmentOf(model, name)
    const { key, sha256 } = newApiKey(environment.key, kind)
    const entry = { kind, sha256, ...(options.name === undefined ? {} : { name: options.name }) }
    const file = await write(environment, entry, world)
    world.stdout.write(`${key}\n`)
    world.stderr.write(`this is the only time it is shown; ${file} holds its SHA-256: commit that, and build again\n`)
    return Exit.fine
  },
})

function kindOf(kind: string | undefined): Kind {
  if (kind === 'server' || kind === 'client') return kind
  throw new Failure(kind === undefined ? 'which kind of key?' : `there is no kind of key \`${kind}\``, {
    help: 'give `--kind server` for a backend or `--kind client` for browsers',
  })
}

function judgeName(name: string | undefined): void {
  if (name === undefined || (name !== '' && name.length <= 200 && !hidden.test(name) && !/[\n\r\t]/.test(name))) return
  throw new Failure('this name cannot be kept', { help: 'a name is one line of up to 200 characters' })
}

/** Adds the key to the environment in its file. */
async function write(environment: Environment, entry: object, world: World): Promise<string> {
  const { file, path, value } = environment.declared
  if ((value.keys?.length ?? 0) >= mostKeys)
    throw new Failure(`${environment.key} has ${mostKeys} keys already`, { help: 'remove one that nobody uses' })
  const before = await readFile(resolve(world.cwd, file.path), 'utf8')
  const after = tryAppend(before, [...path.map(String), 'keys'] as [string, string, string], entry, file.path)
  await writeFile(resolve(world.cwd, file.path), after)
  return file.path
}

function tryAppend(text: string, path: [string, string, string], entry: object, file: string): string {
  try {
    return appendToList(text, path, entry)
  } catch (cause) {
    throw new Failure(`${file} is written in a way that cannot be changed safely`, {
      help: `write \`${path[1]}:\` on lines of its own and run this again`,
      cause,
    })
  }
}
