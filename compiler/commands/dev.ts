import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { counted } from '../diagnostics/prose.ts'
import type { SoundModel } from '../model/model.ts'
import { command, type World } from './command.ts'
import { compileUnsaved } from './compiling.ts'
import { banner } from './dev/banner.ts'
import { Runs } from './dev/runs.ts'
import { Session } from './dev/session.ts'
import { watchFlags, type Watched } from './dev/watch.ts'
import { memoriesOf } from './memory.ts'
import { printProblems } from './problems.ts'
import { findProject, type Project } from './project.ts'

export const dev = command({
  name: 'dev',
  summary: 'run everything here: store, Worker and a watch that makes saved edits live',
  arguments: '[PATH]',
  arity: [0, 1],
  endsItself: true,
  options: {
    port: { type: 'string', short: 'p', value: 'N', summary: 'port of the Worker on 127.0.0.1', default: '8787' },
    'database-port': {
      type: 'string',
      value: 'N',
      summary: 'port of the embedded store on 127.0.0.1',
      default: '54320',
    },
  },
  examples: [
    ['halyard dev', 'the nearest flags folder, with the embedded store'],
    ['halyard dev --port 9000', 'another port'],
  ],
  async run({ args, options }, world) {
    const ports = { worker: portOf(options.port ?? '8787'), database: portOf(options['database-port'] ?? '54320') }
    const project = findProject(world.cwd, args[0])
    setFlagsFromString('--semi-space-growth-factor=4') // each edit leaves much to be swept, and nobody counts megabytes here
    world.stderr.write(`starting on ${project.shownAs}, with the embedded store\n`)
    if (world.env['DATABASE_URL'])
      world.stderr.write('DATABASE_URL is for `halyard sync`; dev leaves that server alone\n')
    const watched = await watchFlags(project.flags)
    try {
      const [session, model] = await Promise.all([Session.start(project, ports, world), compileOrSay(project, world)])
      try {
        await run(session, model, watched, project, world)
      } finally {
        await session.stop()
      }
    } finally {
      await watched.stop()
    }
    return Exit.fine
  },
})

/** The store follows when nobody has saved anything for so long, in milliseconds: the next edit would have to wait for it. */
const pause = 500

/** Serves until it is told to stop. A broken edit is shown, and what was live before stays live. */
async function run(
  session: Session,
  first: SoundModel | undefined,
  watched: Watched,
  project: Project,
  world: World,
): Promise<void> {
  let greeted = false
  let writeRows = (): Promise<number> => Promise.resolve(0)
  const store = async (): Promise<void> => {
    world.stderr.write(`${counted(await writeRows(), 'row')} written to ${session.store.name}\n`)
    memoriesOf(project).save()
  }
  const show = (): Promise<void> => guarded(() => session.show(), world)
  const storing = new Runs(() => guarded(store, world).then(show), pause)
  const greet = async (model: SoundModel): Promise<void> => {
    const { keys, rows } = await session.apply(model)
    writeRows = rows
    await store()
    world.stdout.write(banner(model, keys, { worker: session.worker.url, database: session.databaseUrl }))
    greeted = true
    await show()
  }
  const reload = async (): Promise<void> => {
    const started = performance.now()
    const model = await compileOrSay(project, world)
    if (!model) {
      world.stderr.write(greeted ? 'the last good state keeps serving\n' : 'waiting for a fix\n')
      return
    }
    if (!greeted) return greet(model)
    const { changed, rows } = await session.apply(model)
    const took = Math.round(performance.now() - started)
    world.stderr.write(changed.length > 0 ? `live in ${took} ms: ${changed.join(', ')}\n` : 'nothing changed\n')
    writeRows = rows
    storing.soon()
  }
  if (first) await greet(first)
  else world.stderr.write('waiting for a fix\n')
  watched.each(() => guarded(reload, world))
  if (!world.signal.aborted) await once(world.signal, 'abort')
  world.stderr.write('\nstopping\n')
  await watched.stop()
  await storing.stop()
}

async function guarded(work: () => Promise<void>, world: World): Promise<void> {
  await work().catch((error: unknown) =>
    world.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`),
  )
}

async function compileOrSay(project: Project, world: World): Promise<SoundModel | undefined> {
  const { model, report } = await compileUnsaved(project, world)
  printProblems(report, 'error', world)
  return report.sound(model)
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text)
  throw new Failure(`\`${text}\` is not a port`, { help: 'a port is a number from 1 to 65535; 0 takes a free one' })
}
