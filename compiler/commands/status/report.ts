import { visible } from '../../source/characters.ts'
import { columns } from '../columns.ts'
import { lapseInWords } from '../lapse.ts'
import { heldInWords, shortRevision } from '../rollback/report.ts'
import type { Agreement, EnvironmentStatus } from './compare.ts'
import type { Sources, Told } from './sources.ts'

const words: Readonly<Record<Agreement, string>> = {
  same: 'the same',
  'same-answers': 'same answers',
  differs: 'differs',
  nothing: 'nothing there',
  broken: 'broken',
}

/** @param now milliseconds since 1970-01-01T00:00:00Z */
export function asTable(sources: Sources, environments: readonly EnvironmentStatus[], now: number): string {
  const head = ['', 'git', 'database', 'edge', ...('value' in sources.worker ? ['Worker'] : []), '']
  const rows = environments.map((one) => [
    one.environment,
    one.git ? shortRevision(one.git.revision) : '—',
    one.database ? `${shortRevision(one.database.revision)}, ${words[one.database.agreement]}` : '—',
    edgeInWords(one, now),
    ...('value' in sources.worker ? [workerInWords(one)] : []),
    one.agree ? 'agree' : 'DIFFER',
  ])
  const told = (['git', 'database', 'edge', 'worker'] as const).flatMap((name) => said(name, sources[name]))
  const drifted = 'value' in sources.database && sources.database.value.isDrifted
  const drift = drifted ? ['the database was changed outside of git: `halyard drift` says how\n'] : []
  return [environments.length > 0 ? columns([head, ...rows], 200) : '', ...told, ...drift].join('')
}

function edgeInWords({ edge }: EnvironmentStatus, now: number): string {
  if (!edge) return '—'
  if (!edge.pointer) return edge.problem ?? words[edge.agreement]
  const { served, seq, held } = edge.pointer
  const parts = [
    `${shortRevision(served.revision)} as ${served.sha256.slice(0, 12)}`,
    `seq ${seq}`,
    `${lapseInWords(now - served.at)} old`,
    edge.problem ?? words[edge.agreement],
  ]
  return [...parts, ...(held ? [heldInWords(held)] : [])].join(', ')
}

function workerInWords({ worker }: EnvironmentStatus): string {
  if (worker?.revision === undefined) return 'not asked for yet'
  const seq = worker.seq === undefined ? '' : `, seq ${worker.seq}`
  return `${shortRevision(worker.revision)}${seq}, ${worker.source}, ${words[worker.agreement]}`
}

function said(name: string, told: Told<unknown>): string[] {
  if ('absent' in told) return name === 'worker' ? [] : [`${name}: not asked, ${told.absent}\n`]
  if ('failed' in told)
    return [`${name}: ${visible(told.failed)}\n${told.help === undefined ? '' : `  help: ${told.help}\n`}`]
  return []
}

export function asJson(sources: Sources, environments: readonly EnvironmentStatus[], agree: boolean): string {
  const { git, database, edge, worker } = sources
  return `${JSON.stringify({
    agree,
    git: stateOf(git, ({ revision }) => ({ revision })),
    database: stateOf(database, ({ revision, store, isDrifted }) => ({ revision, store, isDrifted })),
    edge: stateOf(edge, ({ store }) => ({ store })),
    worker: stateOf(worker, ({ url }) => ({ url })),
    environments,
  })}\n`
}

function stateOf<T>(told: Told<T>, show: (value: T) => object): object {
  return 'value' in told ? show(told.value) : told
}
