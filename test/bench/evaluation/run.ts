import { parseArgs } from 'node:util'
import { benchEvaluation } from './bench.ts'

// The evaluators alone: `npm run bench:evaluation -- --quick --only one-1k`.

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } })
await benchEvaluation(values)
