import { impactOf } from '../../compiler/commands/impact-of.ts'
import { loadExample } from '../../compiler/load/example.ts'
import type { Impact } from '../../compiler/model/impact.ts'
import type { Rows } from '../../compiler/model/rows.ts'
import { compile } from '../../compiler/pipeline.ts'
import { desired } from '../../compiler/plan/desired.ts'
import { silentWorld } from '../support/world.ts'
import type { Row } from './measure.ts'

const flags = 1000
const users = 10_000
const environments = ['development', 'staging', 'production']
const at = Date.parse('2026-06-01T00:00:00Z')

/** Every flag changes in every environment: who of all users notices, and what share of everybody else. */
export async function impacts(rounds: number): Promise<Row> {
  const [before, after] = [await rowsOf(5), await rowsOf(10)]
  const ours: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const impact = await impactOf(before, after, { at, rebuckets: new Map() }, silentWorld())
    ours.push(performance.now() - started)
    const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20)
    process.stderr.write(`impact: ${moves(impact).toLocaleString('en')} moves told, ${megabytes} MB held\n`)
  }
  const what = `impact of ${flags} flags × ${users} users × ${environments.length}`
  return { what, against: '30 seconds', ours, theirs: ours.map(() => 30_000), limit: 1 }
}

function moves({ environments: all }: Impact): number {
  return all.reduce(
    (sum, one) =>
      sum + one.flags.reduce((more, flag) => flag.moves.reduce((count, move) => count + move.count, more), 0),
    0,
  )
}

async function rowsOf(percent: number): Promise<Rows> {
  const { model, report } = await compile(loadExample(files(percent)), at)
  const sound = report.sound(model)
  if (!sound) throw new Error(`the flag files have an error: ${report.diagnostics[0]?.message}`)
  return desired(sound)
}

/** Each flag has a user of its own, a group, a condition and a rollout; one in ten has a parent, one in ten has weights. */
function files(percent: number): Record<string, string> {
  const list = (index: number): object[] => [
    { user: `user-${index}`, serve: 'off' },
    { group: `group-${(index + percent) % 50}` },
    { when: { country: ['NL', 'DE'] }, rollout: 50 },
    { everyone: true, rollout: percent + (index % 40), serve: index % 10 === 0 ? { on: 40, more: 60 } : 'on' },
  ]
  const flag = (index: number): object => ({
    type: 'string',
    variants: { off: 'no', on: 'yes', more: 'more' },
    off: 'off',
    dependsOn: index % 10 === 9 ? [`flag-${index - 1}`] : [],
    assignments: Object.fromEntries(environments.map((name) => [name, list(index).map(served)])),
  })
  const groups = named(numbered('group', 50), (group) => ({
    members: Array.from({ length: 400 }, (_, member) => `user-${(group * 37 + member * 11) % users}`),
  }))
  const people = named(numbered('user', users), () => ({}))
  const all = Object.entries(named(numbered('flag', flags), flag))
  const ofFlags = Array.from({ length: flags / 100 }, (_, file) => {
    const some = Object.fromEntries(all.slice(file * 100, (file + 1) * 100))
    return [`flags/${file}.yaml`, JSON.stringify({ flags: some })] as const
  })
  return {
    'flags/world.yaml': JSON.stringify({ environments: named(environments, () => ({})), users: people, groups }),
    ...Object.fromEntries(ofFlags),
  }
}

function served(assignment: object): object {
  return { serve: 'on', ...assignment }
}

function numbered(noun: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${noun}-${index}`)
}

function named(names: readonly string[], of: (index: number) => object): Record<string, object> {
  return Object.fromEntries(names.map((name, index) => [name, of(index)]))
}
