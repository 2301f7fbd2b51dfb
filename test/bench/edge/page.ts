import { median } from '../measure.ts'
import type { Heats, Loads } from './heats.ts'
import type { Load } from './load.ts'
import { peers } from './servers.ts'
import type { Start } from './starts.ts'
import { type Goal, verdict } from './verdict.ts'

/** The section of docs/benchmarks.md about the Worker. */
export function edgePage(
  { single, alone, bulk }: Heats,
  starts: readonly Start[],
  bundled: { readonly minified: number; readonly gzipped: number },
): string {
  const unchanged = bulk.get('all flags, 304, 1,000 flags')![0]!
  const fastest = [...peers].sort((a, b) => typical(bulk, a, cost) - typical(bulk, b, cost))[0]!
  const goals: Goal[] = [
    ratio('one flag of 1,000 / plain fetch', single, 'plain fetch', 'one flag, 1,000 flags', cost, { atLeast: 0.9 }),
    ratio(`all of 1,000 / ${fastest}`, bulk, fastest, 'all flags, 1,000 flags', cost, { atLeast: 5 }),
    ratio('p99 of one flag / constant answer', alone, 'one flag, 1,000 flags', 'constant answer', p99, { atMost: 1.3 }),
    { what: 'bytes of a 304, headers and all', ratio: unchanged.bytes, atMost: 100 },
  ]
  return `The Worker in workerd alone, as production runs it, without the proxy of a development server; deployed with its snapshot,
and the flags of the section before. One client process sends what an OpenFeature client sends; all servers stand side by side
and have their turns round by round. A cost is processor time of the whole server process, so that a busy machine does not
decide; a ratio is the median of the ratios round by round. A plain fetch does not read its request, as an evaluation has to:
\`fetch that reads its body\` is what that costs. \`npm run bench -- --edge\` measures this alone.

| what | ratio | goal | |
| --- | ---: | ---: | --- |
${goals.map((goal) => verdict(goal)).join('\n')}

One flag, with 16 connections, and the time for an answer with one:

${table(single, alone)}

All flags for one context, with 8 connections:

${table(bulk)}

| flags | snapshot | from the start of workerd to the first bulk answer |
| ---: | ---: | ---: |
${starts.map(({ flags, bytes, first }) => `| ${flags.toLocaleString('en')} | ${(bytes / 1e6).toFixed(2)} MB | ${median(first).toFixed(0)} ms |`).join('\n')}

The Worker's bundle, minified: ${(bundled.minified / 1024).toFixed(0)} KiB, ${(bundled.gzipped / 1024).toFixed(0)} KiB as gzip.`
}

const cost = (load: Load): number => load.cost
const p99 = (load: Load): number => load.p99

function typical(loads: Loads, name: string, of: (load: Load) => number): number {
  return median(loads.get(name)!.map((load) => of(load)))
}

function ratio(
  what: string,
  loads: Loads,
  above: string,
  below: string,
  of: (load: Load) => number,
  goal: Pick<Goal, 'atLeast' | 'atMost'>,
): Goal {
  const others = loads.get(below)!
  return { what, ratio: median(loads.get(above)!.map((load, round) => of(load) / of(others[round]!))), ...goal }
}

function table(loads: Loads, alone?: Loads): string {
  const head = `| | µs of processor | requests/s | bytes |${alone ? ' p50 ms | p99 ms |' : ''}\n| --- | ---: | ---: | ---: |${alone ? ' ---: | ---: |' : ''}`
  const rows = [...loads.keys()].map((name) => {
    const times = alone
      ? ` ${typical(alone, name, (load) => load.p50).toFixed(2)} | ${typical(alone, name, p99).toFixed(2)} |`
      : ''
    const speed = Math.round(typical(loads, name, (load) => load.rate)).toLocaleString('en')
    return `| ${name} | ${typical(loads, name, cost).toFixed(0)} | ${speed} | ${loads.get(name)![0]!.bytes} |${times}`
  })
  return [head, ...rows].join('\n')
}
