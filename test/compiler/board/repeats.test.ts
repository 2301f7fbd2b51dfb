import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutRepeats } from '../../../compiler/board/repeats.ts'
import type { BoardFlag } from '../../../schema/types.ts'
import { readBoard } from '../../../worker/board/read.ts'

const change = fc.record({
  author: fc.constantFrom('Ada', 'Bo'),
  at: fc.constant(1_700_000_000_000),
  commit: fc.constantFrom('a1', 'b2'),
  subject: fc.constant('Why'),
})
const place = fc.constant({ path: 'flags/pay.yaml', line: 3, column: 3 })
const changed = { requiredKeys: ['place'] as ['place'] }
const origin = fc.record({ place, changed: change }, changed)
const flags: fc.Arbitrary<BoardFlag> = fc.record(
  {
    key: fc.constant('pay'),
    place,
    changed: change,
    assignments: fc.array(
      fc.record({ words: fc.constant('Serves on'), place, changed: change }, { requiredKeys: ['words', 'place'] }),
      { maxLength: 3 },
    ),
    written: fc.record({ disabled: origin, expires: origin, assignments: origin }, { requiredKeys: [] }),
  },
  { requiredKeys: ['key', 'place', 'assignments', 'written'] },
)

function read(flag: BoardFlag): BoardFlag {
  const board = { format: 1, environment: 'production', revision: 'a1', environments: [], flags: [flag] }
  return readBoard(JSON.stringify(board), 'production').flags[0]!
}

test('what a board leaves out is read again, and never guessed', () => {
  fc.assert(
    fc.property(flags, (flag) => {
      const parts = [...flag.assignments, ...Object.values(flag.written!)]
      const { changed: own, ...unsaid } = flag
      const isKnown = parts.every((part) => part.changed)
      expect(read(withoutRepeats(flag))).toEqual(isKnown && own ? flag : unsaid)
    }),
  )
})

test('the parts of a flag of one commit do not repeat it', () => {
  const changed = { author: 'Ada', at: 1, commit: 'a1', subject: 'Why' }
  const part = { place: { path: 'flags/pay.yaml', line: 3, column: 3 }, changed }
  const flag = { key: 'pay', ...part, assignments: [{ words: 'Serves on', ...part }], written: { expires: part } }
  expect(JSON.stringify(withoutRepeats(flag)).match(/a1/g)).toHaveLength(1)
})
