import type { Published } from '../../edge/publish.ts'
import type { Promoted } from '../build/environments.ts'

/** What is about to be published to one environment. */
export interface Candidate extends Promoted {
  readonly published: Published
}
