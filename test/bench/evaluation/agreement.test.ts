import { expect, test } from 'vitest'
import { allCandidates } from './candidates.ts'
import { verify } from './verify.ts'

const candidates = await allCandidates()

test.each(candidates.map((candidate) => [candidate.name, candidate] as const))(
  '%s answers the workload of the benchmark as the plain reference does',
  async (_, candidate) => {
    await expect(verify(candidate)).resolves.toBeUndefined()
  },
)
