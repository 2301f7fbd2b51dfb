import { expect, test } from 'vitest'
import { boardsOf } from '../../../compiler/board/board.ts'
import { Places } from '../../../compiler/board/places.ts'
import { hidden, zeroWidth } from '../../../compiler/source/characters.ts'
import { attacks } from '../../support/hostile-texts.ts'
import { soundModel } from '../../support/random-flags.ts'

async function board(files: string, hides = false) {
  const model = await soundModel(files)
  if (!model) throw new Error('the flag files have an error')
  const sources = {
    revision: 'worktree',
    source: undefined,
    changes: undefined,
    upcoming: [],
    groups: new Map(),
    hides: () => hides,
  }
  return boardsOf(model, { ...sources, places: new Places('') })[0]!
}

async function sentence(assignment: string, hides = false): Promise<string | undefined> {
  const flag = `{ description: d, owner: o, type: string, variants: { off: "0", a: "1", b: "2" }, assignments: { dev: [ ${assignment} ] } }`
  const users = `users: { anna: {}, ben: {}, cleo: {}, dirk: {}, eva: {} }`
  const groups = `groups: { staff: { members: [anna] }, crew: { members: [ben] } }`
  const { flags } = await board(`environments: { dev: {} }\n${users}\n${groups}\nflags: { f: ${flag} }\n`, hides)
  return flags[0]?.assignments[0]?.words
}

test.each([
  ['{ user: anna, serve: a }', 'Serves a to user anna'],
  ['{ users: [anna, ben], group: staff, serve: a }', 'Serves a to users anna and ben and group staff'],
  ['{ users: [anna, ben, cleo], serve: a }', 'Serves a to users anna, ben and cleo'],
  ['{ users: [anna, ben, cleo, dirk, eva], serve: a }', 'Serves a to users anna, ben, cleo and 2 more'],
  ['{ groups: [staff, crew], serve: off }', 'Serves off to groups staff and crew'],
  ['{ everyone: true, serve: a, rollout: 12.5 }', 'Serves a to 12.5 % of everyone'],
  ['{ when: { country: [NL, BE] }, serve: a }', 'Serves a to everyone when country in NL, BE'],
  [
    '{ everyone: true, serve: { a: 75, b: 25 }, bucketBy: household }',
    'Serves a 75 %, b 25 % to everyone, drawn by household',
  ],
  [
    '{ everyone: true, serve: a, starts: 2030-01-01T01:00:00+01:00, expires: 2031-01-01T00:00:00Z }',
    'Serves a to everyone, from 2030-01-01T00:00:00Z on, until 2031-01-01T00:00:00Z',
  ],
  [
    '{ everyone: true, serve: a, rollout: [{ at: 2030-01-01T00:00:00Z, percent: 5 }, { at: 2030-02-01T00:00:00Z, percent: 25 }] }',
    'Serves a to everyone, 5 % from 2030-01-01T00:00:00Z, 25 % from 2030-02-01T00:00:00Z',
  ],
  [
    '{ everyone: true, serve: a, rollout: { to: 100, starts: 2030-01-01T00:00:00Z, ends: 2030-02-01T00:00:00Z } }',
    'Serves a to everyone, 0 % to 100 % from 2030-01-01T00:00:00Z to 2030-02-01T00:00:00Z',
  ],
])('%s is told as one sentence', async (assignment, words) => {
  expect(await sentence(assignment)).toBe(words)
})

test('with a salt, users are counted and their keys stay out, also of conditions', async () => {
  expect(await sentence('{ users: [anna, ben], group: staff, serve: a }', true)).toBe(
    'Serves a to 2 users and group staff',
  )
  const asked = '{ when: { not: { any: [{ targetingKey: { startsWith: anna } }, { country: NL }] } }, serve: a }'
  expect(await sentence(asked, true)).toBe(
    'Serves a to everyone when not (targetingKey starts with "…" or country is NL)',
  )
})

test('emoji and scripts whose letters are joined stay as they were written', async () => {
  const text = 'family 👨‍👩‍👧 می‌خواهم'
  const flag = { description: text, owner: 'o', assignments: { dev: 'everyone' } }
  const { flags } = await board(JSON.stringify({ environments: { dev: {} }, flags: { f: flag } }))
  expect(flags[0]?.description).toBe(text)
})

test('whatever people write stays data: nothing in it is out of sight, and lines stay lines', async () => {
  // what turns the direction of writing or commands a terminal is an error in a flag file already
  const text = `${attacks.filter((attack) => !hidden.test(attack)).join(' ')}\nand a second line`
  const flag = { description: text, owner: 'o', tags: ['a'], assignments: { dev: [{ everyone: true, reason: text }] } }
  const { flags } = await board(JSON.stringify({ environments: { dev: { description: text } }, flags: { f: flag } }))
  const [{ description = '', assignments } = { assignments: [] }] = flags
  for (const shown of [description, assignments[0]?.note ?? '']) {
    expect(shown).toContain('<img src=x onerror=alert(1)>')
    expect(shown).toMatch(/\nand a second line$/)
    expect(shown).toContain('\\u{200b}')
    expect(zeroWidth.test(shown)).toBe(false)
  }
})
