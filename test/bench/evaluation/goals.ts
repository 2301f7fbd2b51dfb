import type { Question } from './ask.ts'
import type { Candidate } from './candidate.ts'
import { compare, type Finding, pair, type Series } from './finding.ts'
import { type Burden, isOurs, type Results } from './results.ts'
import type { Shape } from './shapes.ts'

/** Everything there is a goal for, as far as it was measured. */
export function findings({ measured, burdens }: Results): Finding[] {
  const series = (shape: Shape, question: Question): Series[] =>
    measured
      .filter((one) => one.shape === shape && one.question === question)
      .map(({ candidate, rates }) => ({ candidate, rounds: rates }))
  const peers = (shape: Shape, question: Question): Series[] => series(shape, question).filter((one) => !isOurs(one))
  const bodies = (shape: Shape): Series[] => [...series(shape, 'body'), ...peers(shape, 'all')]
  const crowd = series('crowd-100k', 'one')
  const ways = (lists: Candidate['lists']): Series[] =>
    crowd.filter((one) => isOurs(one) || one.candidate.lists === lists)
  return [
    ...compare('one flag of 1,000', series('1k', 'one'), { atLeast: 3.5 }, 'per second'),
    ...compare('one flag of 10,000', series('10k', 'one'), { atLeast: 3.5 }, 'per second'),
    ...compare('1,000 flags: decisions', series('1k', 'all'), { atLeast: 60 }, 'per second'),
    ...compare('1,000 flags: finished body', bodies('1k'), { atLeast: 18 }, 'per second'),
    ...compare('10,000 flags: decisions', series('10k', 'all'), { atLeast: 180 }, 'per second'),
    ...compare('10,000 flags: finished body', bodies('10k'), { atLeast: 20 }, 'per second'),
    ...crowding(series('crowd-10', 'one'), crowd),
    ...compare('100,000 users, indexed', ways('indexes'), { atLeast: 2.5 }, 'per second'),
    ...compare('100,000 users, scanned', ways('scans'), { atLeast: 500 }, 'per second'),
    ...compare('chain of 50: the last', series('chain', 'one'), { atLeast: 20 }, 'per second'),
    ...compare('chain of 50: all', series('chain', 'all'), { atLeast: 60 }, 'per second'),
    ...weighing(burdens),
  ]
}

/** The cost of a long list beside that of a short one. */
function crowding(few: readonly Series[], many: readonly Series[]): Finding[] {
  const [short, long] = [few.find(isOurs), many.find(isOurs)]
  if (!short || !long) return []
  return [pair('10 users beside 100,000', short, long, '100,000 users', { atMost: 1.5 }, 'per second')]
}

function weighing(burdens: readonly Burden[]): Finding[] {
  const series = (values: (burden: Burden) => readonly number[]): Series[] =>
    burdens.map((burden) => ({ candidate: burden.candidate, rounds: values(burden) }))
  const sizes = series(({ bytesOfFlag }) => [bytesOfFlag])
  const ours = sizes.find(isOurs)
  const limit = ours && { ...ours, rounds: [45] }
  return [
    ...(ours && limit ? [pair('snapshot, bytes of a flag', ours, limit, '45 bytes', { atMost: 1 }, 'bytes')] : []),
    ...compare('snapshot, bytes of a flag', sizes, { atMost: 0.65 }, 'bytes'),
    ...compare(
      'first load',
      series(({ weights }) => weights.map(({ first }) => first)),
      { atMost: 0.6 },
      'ms',
    ),
    ...compare(
      'later loads',
      series(({ weights }) => weights.map(({ again }) => again)),
      { atMost: 0.6 },
      'ms',
    ),
    ...compare(
      'memory',
      series(({ weights }) => weights.map(({ held }) => held / 1e6)),
      { atMost: 0.35 },
      'MB',
    ),
  ]
}
