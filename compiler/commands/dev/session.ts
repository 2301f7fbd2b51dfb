import { isDeepStrictEqual } from 'node:util'
import { migrate } from '../../database/migrate.ts'
import { type Served, serve } from '../../database/serve.ts'
import type { Store } from '../../database/store.ts'
import { Turn } from '../../database/turn.ts'
import { openStore } from '../../database/connect.ts'
import { offer } from '../../edge/announce.ts'
import { bundleWorker } from '../../edge/bundle.ts'
import { type LocalWorker, startWorker } from '../../edge/local.ts'
import type { Published } from '../../edge/publish.ts'
import { serialise, snapshot } from '../../emit/snapshot.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Rows, WantedRow } from '../../model/rows.ts'
import { desired } from '../../plan/desired.ts'
import { KnownRows } from '../../plan/known-rows.ts'
import { touched } from '../../plan/touched.ts'
import { boardMaker, type Boards } from '../boards/make.ts'
import type { World } from '../command.ts'
import type { Compiled } from '../compiling.ts'
import type { Project } from '../project.ts'
import { committedReader } from '../committed.ts'
import { type CommittedRows, rowsReader } from './committed.ts'
import { type LocalKeys, localKeys, withLocalKey } from './keys.ts'
import { syncWorktree } from './store.ts'

export interface Ports {
  readonly worker: number
  readonly database: number
}

interface Applied {
  /** Keys of the environments whose snapshot is another one now. */
  readonly changed: readonly string[]
  readonly keys: LocalKeys
  /** Brings the store to the same state; gives the number of rows it wrote. */
  readonly rows: () => Promise<number>
}

/** What runs while `halyard dev` does: the Worker and the store. */
export class Session {
  readonly store: Store
  readonly worker: LocalWorker
  readonly served: Served
  readonly #offered: () => Promise<void>
  readonly #project: Project
  readonly #committed: () => Promise<CommittedRows | undefined>
  readonly #published = new Map<string, Published & { readonly sha256: string }>()
  readonly #makeBoards: (compiled: Compiled) => Promise<Boards>
  readonly #known = new KnownRows()
  /** One at a time puts snapshots to the Worker: what is live must not be replaced by what was live before. */
  readonly #turn = new Turn()
  #model: SoundModel | undefined
  #live: { readonly rows: Rows<WantedRow>; readonly keys: LocalKeys } | undefined

  private constructor(
    project: Project,
    world: World,
    { store, worker, served, offered }: Pick<Session, 'store' | 'worker' | 'served'> & { offered: () => Promise<void> },
  ) {
    this.#offered = offered
    this.#project = project
    const readHead = committedReader(project, world)
    this.#committed = rowsReader(readHead, this.#known)
    this.#makeBoards = boardMaker(project, world, () => false, readHead)
    this.store = store
    this.worker = worker
    this.served = served
  }

  /** Starts both at the same time; when one of them cannot start, neither is left running. */
  static async start(project: Project, ports: Ports, world: World): Promise<Session> {
    const [store, worker] = await Promise.allSettled([
      openAndMigrate(project, world),
      bundleWorker().then((bundle) =>
        startWorker({ port: ports.worker, bundle, log: (line) => world.stderr.write(`worker: ${line}\n`) }),
      ),
    ])
    try {
      if (store.status === 'rejected') throw store.reason
      if (worker.status === 'rejected') throw worker.reason
      const served = await serve(store.value, ports.database)
      const offered = await offer(project.root, worker.value.kv)
      return new Session(project, world, { store: store.value, worker: worker.value, served, offered })
    } catch (error) {
      if (worker.status === 'fulfilled') await worker.value.stop()
      if (store.status === 'fulfilled') await store.value.close()
      throw error
    }
  }

  /** Makes a model live: first at the Worker, which somebody waits for, then in the store. */
  apply(model: SoundModel): Promise<Applied> {
    return this.#turn.run(() => this.#apply(model))
  }

  async #apply(model: SoundModel): Promise<Applied> {
    const keys = await localKeys(this.#project.root, model.environments.keys())
    const changed: string[] = []
    const wanted = desired(model, this.#known)
    const affected = this.#affected(wanted, keys)
    this.#live = undefined // until all of it is
    for (const environment of model.environments.values()) {
      if (affected?.has(environment.key) === false) continue
      const content = withLocalKey(snapshot(wanted, environment.key, 'worktree'), keys)
      const { bytes, sha256 } = serialise(content)
      if (this.#published.get(environment.key)?.sha256 === sha256) continue
      const published = { bytes, flags: content.flags.length, revision: content.revision }
      await this.worker.put(environment.key, published)
      this.#published.set(environment.key, { ...published, sha256 })
      changed.push(environment.key)
    }
    this.#live = { rows: wanted, keys }
    this.#model = model
    return { changed, rows: () => syncWorktree(this.store, wanted, this.#project, this.#committed), keys }
  }

  /** Gives the page what it shows of the live model besides its answers: afterwards, since no application waits for it. */
  async show(): Promise<void> {
    const model = this.#model
    if (!model) return
    const boards = await this.#makeBoards({ model, revision: 'worktree', documents: [] })
    for (const [environment, board] of boards) {
      await this.#turn.run(async () => {
        const published = this.#published.get(environment)
        if (published && model === this.#model) await this.worker.put(environment, { ...published, board })
      })
    }
  }

  /** The environments whose answers may differ from those that are live; undefined when that is not known. */
  #affected(wanted: Rows<WantedRow>, keys: LocalKeys): ReadonlySet<string> | undefined {
    return this.#live && isDeepStrictEqual(this.#live.keys, keys) ? touched(this.#live.rows, wanted) : undefined
  }

  /** For psql, on this machine only. */
  get databaseUrl(): string {
    return `postgres://postgres@127.0.0.1:${this.served.port}/postgres`
  }

  async stop(): Promise<void> {
    await Promise.all([this.served.close(), this.#offered()])
    await Promise.all([this.worker.stop(), this.store.close()])
  }
}

/** Always the embedded store: edits that nobody reviewed have no business in a server that others use. */
async function openAndMigrate(project: Project, world: World): Promise<Store> {
  const { HALYARD_SCHEMA } = world.env
  // only the waiting ends with the signal: what was saved before Ctrl-C is still written
  const waiting = new AbortController()
  const stop = (): void => waiting.abort(world.signal.reason)
  world.signal.addEventListener('abort', stop)
  const store = await openStore({ root: project.root, env: { HALYARD_SCHEMA }, signal: waiting.signal })
  world.signal.removeEventListener('abort', stop)
  try {
    await migrate(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
