import { writeSection } from '../page.ts'
import { measureHeats } from './heats.ts'
import { edgePage } from './page.ts'
import { bundleSizes, measureStarts } from './starts.ts'

/** Measures the Worker in workerd and writes its section of docs/benchmarks.md. */
export async function benchEdge(): Promise<void> {
  process.stderr.write('the Worker in workerd, beside handlers that do nothing and other engines\n')
  const heats = await measureHeats({ rounds: 25, turn: 300, warmUp: 3000 })
  const page = edgePage(heats, await measureStarts(5), await bundleSizes())
  process.stdout.write(`${page}\n`)
  writeSection('The edge', page)
}
