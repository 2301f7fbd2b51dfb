import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attributions } from './attribution.ts'
import { circles } from './circles.ts'
import { savedEdits } from './dev.ts'
import { benchEvaluation } from './evaluation/bench.ts'
import { impacts } from './impact.ts'
import { loads } from './loads.ts'
import { heading, line } from './measure.ts'
import { size, writeRepository } from './repository.ts'
import { syncs } from './syncs.ts'
import { validation } from './validation.ts'

// `npm run bench`: whole commands beside a named peer, in turn, so that a busy machine slows both. Ratios are what counts.

const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'halyard-bench-'))
try {
  process.stderr.write(`writing ${size.flags} flags in as many files\n`)
  writeRepository(folder)
  const validated = validation(folder, rounds)
  const rows = [
    ...validated,
    await circles(folder, rounds),
    await impacts(rounds),
    ...(await syncs(folder, rounds)),
    ...(await loads(folder, rounds)),
    await savedEdits(folder, rounds),
    ...(await attributions(folder, rounds)),
  ]
  process.stdout.write(`${heading}\n${rows.map((row) => line(row)).join('\n')}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
await benchEvaluation({})
