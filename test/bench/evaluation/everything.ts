import type { Candidate } from './candidate.ts'
import { type Configs, openConfigs } from './configs.ts'
import { heats } from './heats.ts'
import { measure, type Measured, type Pace } from './measure.ts'
import type { Burden, Results } from './results.ts'
import { allocated, weigh } from './scales.ts'
import { verify } from './verify.ts'
import type { Weight } from './weigh.ts'

const burden = 'burden'

/**
 * Checks the candidates, then measures them.
 * @param only the id of one heat, or `burden`
 */
export async function measureEverything(candidates: readonly Candidate[], pace: Pace, only?: string): Promise<Results> {
  const ids = [...heats.map(({ id }) => id), burden]
  if (only !== undefined && !ids.includes(only)) throw new Error(`There is no ${only}. There are ${ids.join(', ')}.`)
  const configs = openConfigs()
  try {
    for (const candidate of candidates) await verify(candidate)
    say(`${candidates.length} engines answer alike`)
    const measured: Measured[] = []
    for (const { id, entries } of heats) {
      if ((only ?? id) !== id) continue
      measured.push(...(await measure(entries(candidates), configs, pace)))
      say(id)
    }
    const burdens = (only ?? burden) === burden ? await weighAll(candidates, configs, pace) : []
    return { measured, burdens }
  } finally {
    configs.remove()
  }
}

/** A third of the rounds: each is a process for each candidate. */
async function weighAll(candidates: readonly Candidate[], configs: Configs, { rounds }: Pace): Promise<Burden[]> {
  const weights = new Map(candidates.map((candidate): [Candidate, Weight[]] => [candidate, []]))
  for (let round = 0; round < Math.ceil(rounds / 3); round++)
    for (const [candidate, list] of weights) list.push(await weigh(candidate, configs))
  const burdens: Burden[] = []
  for (const [candidate, list] of weights)
    burdens.push({
      candidate,
      bytesOfFlag: await configs.bytesOfFlag(candidate, '10k'),
      weights: list,
      allocated: await allocated(candidate, configs),
    })
  say(burden)
  return burdens
}

function say(what: string): void {
  process.stderr.write(`evaluation: ${what}\n`)
}
