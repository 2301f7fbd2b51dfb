import type { Candidate } from './candidate.ts'
import type { Measured } from './measure.ts'
import type { Weight } from './weigh.ts'

/** What does not go by the second, for one candidate. */
export interface Burden {
  readonly candidate: Candidate
  /** Of 10,000 flags: bytes of a flag, gzipped. */
  readonly bytesOfFlag: number
  /** Of 10,000 flags, round by round. */
  readonly weights: readonly Weight[]
  /** Bytes for one answer, of 1,000 flags. */
  readonly allocated: number
}

export interface Results {
  readonly measured: readonly Measured[]
  readonly burdens: readonly Burden[]
}

export function isOurs({ candidate }: { candidate: Candidate }): boolean {
  return candidate.package === undefined
}
