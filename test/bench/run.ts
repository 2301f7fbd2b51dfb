import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attributions } from './attribution.ts'
import { circles } from './circles.ts'
import { savedEdits } from './dev.ts'
import { writeSection } from './page.ts'
import { benchEdge } from './edge/bench.ts'
import { benchEvaluation } from './evaluation/bench.ts'
import { impacts } from './impact.ts'
import { loads } from './loads.ts'
import { heading, line } from './measure.ts'
import { size, writeRepository } from './repository.ts'
import { syncs } from './syncs.ts'
import { validation } from './validation.ts'

// `npm run bench`: whole commands beside a named peer, in turn, so that a busy machine slows both. Ratios are what counts.
// `-- --commands`, `-- --edge` and `-- --evaluation` measure those parts alone.

const about = `Whole commands, or the part of them that is named, beside a peer or a limit, in turn, so that a busy machine slows both: the
median of the ratios round by round. Flag repositories have one flag a file. The loads are of 10,000 flags, 100,000 users, 100,000
memberships and 100,000 assignments, into a Postgres on the same machine; each row written leaves one in the audit log, so the
same rows are copied once with those rows and once without.`

const rounds = 3

if (wants('--commands')) await benchCommands()
if (wants('--edge')) await benchEdge()
if (wants('--evaluation')) await benchEvaluation({})

function wants(part: string): boolean {
  return process.argv.length === 2 || process.argv.includes(part)
}

async function benchCommands(): Promise<void> {
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
    const table = `${heading}\n${rows.map((row) => line(row)).join('\n')}\n`
    process.stdout.write(table)
    writeSection('Whole commands', `${about}\n\n${table}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
