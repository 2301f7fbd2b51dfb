import type { Configs } from './configs.ts'
import type { Entry } from './heats.ts'
import { type Seat, seat } from './seat.ts'

export interface Pace {
  readonly rounds: number
  /** Processor time of one turn of one entry. */
  readonly milliseconds: number
}

export interface Measured extends Entry {
  /** Questions answered in a second, round by round. */
  readonly rates: readonly number[]
}

// Ten thousand flags have to be met, and the code that meets them compiled.
const warming = 300

/** Runs a heat: everybody is ready and warm before the first round, and in a round everybody has one turn. */
export async function measure(entries: readonly Entry[], configs: Configs, pace: Pace): Promise<Measured[]> {
  const { rounds, milliseconds } = pace
  const seats: Seat[] = []
  try {
    for (const { candidate, shape, question } of entries) {
      const taken = seat(candidate)
      seats.push(taken)
      await taken.follow({ shape, question, file: await configs.file(candidate, shape) })
      await taken.follow({ milliseconds: warming })
    }
    const rates = entries.map((): number[] => [])
    for (let round = 0; round < rounds; round++)
      for (const [place, { follow }] of seats.entries()) rates[place]!.push(await follow({ milliseconds }))
    return entries.map((entry, place) => ({ ...entry, rates: rates[place]! }))
  } finally {
    for (const { leave } of seats) leave()
  }
}
