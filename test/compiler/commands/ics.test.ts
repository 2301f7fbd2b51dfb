import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarIcs } from '../../../compiler/commands/calendar/ics.ts'
import type { Upcoming } from '../../../compiler/model/upcoming.ts'
import { visible } from '../../../compiler/source/characters.ts'
import { type Component, readIcs } from '../../support/ics.ts'

const from = Date.parse('2026-06-01T00:00:00Z')
const file = { path: 'flags/all.yaml', text: 'flags: {}' }

function entry(said: Partial<Upcoming>): Upcoming {
  return {
    at: Date.parse('2026-09-01T10:20:30.456Z'),
    environment: 'production',
    flag: 'new-checkout',
    kind: 'flag-expires',
    text: 'the flag expires',
    because: { file, path: ['flags'], on: 'key' },
    hits: { moves: [], others: undefined, dependsOnAttributes: true },
    ...said,
  }
}

function read(entries: readonly Upcoming[], name = 'Halyard'): Component {
  return readIcs(new TextEncoder().encode(calendarIcs(entries, name, from)))
}

const losing = (...users: string[]): Upcoming['hits'] => ({
  moves: [{ kind: 'loses', from: 'on', to: 'off', users, count: users.length }],
  others: undefined,
  dependsOnAttributes: true,
})

test('an entry is an event without length, in UTC and to the second', () => {
  const { name, properties, components } = read([entry({ hits: losing('ann', 'ben') })])
  expect(name).toBe('VCALENDAR')
  expect([properties.get('VERSION'), properties.has('PRODID'), properties.has('METHOD')]).toEqual(['2.0', true, false])
  expect(components).toHaveLength(1)
  expect(Object.fromEntries(components[0]!.properties)).toEqual({
    UID: expect.stringMatching(/^[0-9a-f]{32}@halyard$/),
    DTSTAMP: '20260601T000000Z',
    DTSTART: '20260901T102030Z',
    SUMMARY: 'new-checkout in production: the flag expires',
    DESCRIPTION: 'the flag expires\n2 users lose it (ann, ben); perhaps more, by their attributes\nflags/all.yaml:1:1',
    CATEGORIES: 'production',
    TRANSP: 'TRANSPARENT',
  })
})

test('a ramp lasts until its end', () => {
  const { components } = read([entry({ kind: 'ramp-starts', ends: Date.parse('2026-10-01T00:00:00Z') })])
  expect(components[0]!.properties.get('DTEND')).toBe('20261001T000000Z')
})

test('the same change has the same UID in every calendar, and no other has it', () => {
  const uid = (said: Partial<Upcoming>): string => read([entry(said)]).components[0]!.properties.get('UID') ?? ''
  expect(uid({ text: 'in other words', hits: losing('ann') })).toBe(uid({}))
  const others = [
    { flag: 'other' },
    { environment: 'staging' },
    { kind: 'assignment-expires' as const },
    { at: from },
  ].map(uid)
  expect(new Set([uid({}), ...others]).size).toBe(5)
})

test('a calendar of nothing still holds something, as it must', () => {
  expect(read([]).components.map(({ name }) => name)).toEqual(['VTIMEZONE'])
})

const pieces = ['a', ',', ';', '\\', '\n', '\r\n', '\0', '\u001b[2J', '\u007f', '\u202e', '\ud800', '\ufeff', ':', '"']
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...pieces, 'é', '😀', '👩\u200d🚒', 'END:VEVENT', '\r\nBEGIN:VALARM'), { maxLength: 60 }),
  fc.array(fc.constantFrom('😀', 'é', 'x'), { minLength: 60, maxLength: 90 }),
)

test('names from hostile hands stay where they are, and no character is cut in two', () => {
  const text = hostile.map((found) => found.join(''))
  fc.assert(
    fc.property(text, text, text, fc.array(text, { minLength: 1, maxLength: 3 }), (flag, environment, said, users) => {
      const calendar = read([entry({ flag, environment, text: said, hits: losing(...users) }), entry({})], flag)
      expect(calendar.components.map(({ name }) => name)).toEqual(['VEVENT', 'VEVENT'])
      expect(calendar.properties.get('X-WR-CALNAME')).toBe(visible(flag))
      const [event] = calendar.components
      expect(event!.components).toEqual([])
      expect(event!.properties.get('SUMMARY')).toBe(`${visible(flag)} in ${visible(environment)}: ${visible(said)}`)
      expect(event!.properties.get('DESCRIPTION')?.split('\n')).toHaveLength(3)
      for (const user of users) expect(event!.properties.get('DESCRIPTION')).toContain(visible(user))
    }),
  )
})
