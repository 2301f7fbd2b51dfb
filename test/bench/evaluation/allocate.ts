import { readFileSync } from 'node:fs'
import { askerOf } from './ask.ts'
import { candidateNamed } from './candidates.ts'
import { workloadFor } from './shapes.ts'

// Bytes allocated for one answer, in a process of its own, run with --expose-gc and a young generation that is large
// enough for nothing to be collected while it counts.

const questions = 5000
const [, , name = '', file = ''] = process.argv
const candidate = await candidateNamed(name)
const ask = await askerOf(await candidate.load(readFileSync(file)), workloadFor(candidate, '1k'), 'one')
await ask(50_000)
const counts: number[] = []
for (let round = 0; round < 5; round++) {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  await ask(questions)
  counts.push((process.memoryUsage().heapUsed - before) / questions)
}
process.stdout.write(String(counts.sort((a, b) => a - b)[2]))
