import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetCache, peakMemory, type Row, runHalyard, runScript } from './measure.ts'
import { editedFlag, size } from './repository.ts'

const words = ['validate', '--quiet']

/** `validate` without a cache, with nothing changed since the last run, and with one file changed; and what memory it takes. */
export function validation(folder: string, rounds: number): Row[] {
  const against = 'bare yaml parse of them'
  const theirs: number[] = []
  const cold = { what: `validate, ${size.flags} files, cold`, against, ours: [] as number[], theirs, limit: 1.2 }
  const unchanged = { what: 'validate, nothing changed', against, ours: [] as number[], theirs, limit: 0.1 }
  const changed = { what: 'validate, one file changed', against, ours: [] as number[], theirs, limit: 0.12 }
  const [memory, allowed]: [number[], number[]] = [[], []]
  const file = join(folder, editedFlag)
  const text = readFileSync(file, 'utf8')
  for (let round = 0; round < rounds; round++) {
    theirs.push(runScript(new URL('parse-only.ts', import.meta.url), [join(folder, 'flags')]))
    forgetCache(folder)
    cold.ours.push(runHalyard(words, folder))
    unchanged.ours.push(runHalyard(words, folder))
    writeFileSync(file, text.replace('description: This', `description: In round ${round} this`))
    changed.ours.push(runHalyard(words, folder))
    writeFileSync(file, text)
    forgetCache(folder)
    memory.push(peakMemory(words, folder))
    allowed.push(250)
    process.stderr.write(`validate ${round + 1} of ${rounds}\n`)
  }
  const peak: Row = { what: 'validate, cold: peak MB', against: 'MB', ours: memory, theirs: allowed, limit: 1 }
  return [cold, unchanged, changed, peak]
}
