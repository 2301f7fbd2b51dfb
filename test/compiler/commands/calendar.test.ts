import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { calendarTable } from '../../../compiler/commands/calendar/table.ts'
import { calendarMarkdown } from '../../../compiler/commands/calendar/markdown.ts'
import { painter } from '../../../compiler/diagnostics/render/paint.ts'
import { widthOf } from '../../../compiler/diagnostics/width.ts'
import type { Upcoming } from '../../../compiler/model/upcoming.ts'
import { readIcs } from '../../support/ics.ts'
import { projectFolder } from '../../support/project.ts'
import { halyard, type Surroundings } from '../../support/terminal.ts'

const files = {
  'flags/all.yaml': `environments: { staging: {}, production: {} }
users: { ann: {}, ben: {}, cas: {}, dan: {}, eva: {}, finn: {}, gus: {} }
groups: { beta: { description: Early birds, members: [ann, ben] } }
flags:
  sale:
    description: A sale
    owner: shop
    expires: 2026-09-01T00:00:00Z
    assignments: { staging: everyone, production: everyone }
  banner:
    description: About the sale
    owner: shop
    dependsOn: [sale]
    assignments:
      production:
        - { group: beta, starts: 2026-07-01T02:00:00+02:00 }
`,
}

const calendar = async (words: readonly string[], surroundings: Partial<Surroundings> = {}) =>
  await halyard(['calendar', ...words], { cwd: projectFolder(files), ...surroundings })

test('the calendar tells when what changes where, and whom it hits', async () => {
  const { exit, stdout, stderr } = await calendar([])
  expect([exit, stderr]).toEqual([0, ''])
  const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))
  expect(lines[0]).toBe('WHEN (UTC) | ENVIRONMENT | FLAG | WHAT | WHOM')
  expect(lines[1]).toBe(
    '2026-07-01 00:00:00 | production | banner | assignment 1, for group beta, starts | 2 users gain it (ann, ben)',
  )
  const whole = stdout.replaceAll(/\s+/g, ' ')
  expect(whole).toContain('2026-09-01 00:00:00 staging sale the flag expires 7 users lose it (ann, ben, cas, dan, eva,')
  expect(whole).toContain('2026-09-01 00:00:00 production banner goes dark because of sale 2 users lose it (ann, ben)')
})

test('one environment, one flag and one stretch may be asked for', async () => {
  const asked = async (...words: string[]) => {
    const { stdout } = await calendar([...words, '--format', 'json'])
    const { entries } = JSON.parse(stdout) as { entries: { environment: string; flag: string; at: string }[] }
    return entries.map(({ environment, flag, at }) => `${environment} ${flag} ${at}`)
  }
  const [start, end] = ['production banner 2026-07-01T00:00:00Z', 'production banner 2026-09-01T00:00:00Z']
  expect(await asked('-e', 'staging')).toEqual(['staging sale 2026-09-01T00:00:00Z'])
  expect(await asked('--flag', 'banner')).toEqual([start, end])
  expect(await asked('--flag', 'banner', '--until', '2026-09-01T00:00:00Z')).toEqual([start])
  expect(await asked('--flag', 'banner', '--from', '2026-09-01T00:00:00Z')).toEqual([end])
  expect(await asked('--flag', 'banner', '--from', '2026-09-01T00:00:00.001Z')).toEqual([])
})

test('as JSON an entry says all there is to know', async () => {
  const { stdout } = await calendar(['--format', 'json', '--flag', 'banner'])
  const { entries, ...stretch } = JSON.parse(stdout) as { entries: object[] }
  expect(stretch).toEqual({ from: '2026-06-01T00:00:00Z', until: '2027-06-01T00:00:00Z' })
  expect(entries[1]).toEqual({
    at: '2026-09-01T00:00:00Z',
    environment: 'production',
    flag: 'banner',
    kind: 'parent',
    text: 'goes dark because of sale',
    by: 'sale',
    because: { file: 'flags/all.yaml', line: 13, column: 17 },
    moves: [{ kind: 'loses', from: 'on', to: 'off', count: 2, users: ['ann', 'ben'] }],
    others: { before: { off: 1 }, after: { off: 1 }, gain: 0, lose: 0, switch: 0 },
    dependsOnAttributes: false,
  })
})

test('an .ics file is written where it is asked for, and is the same for the same question', async () => {
  const cwd = projectFolder(files)
  const words = ['--format', 'ics', '--from', '2026-06-01T00:00:00Z', '-e', 'production', '--out', 'flags.ics']
  const first = await calendar(words, { cwd })
  expect(first).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringContaining('3 changes') })
  const bytes = readFileSync(join(cwd, 'flags.ics'))
  const { properties, components } = readIcs(bytes)
  expect(properties.get('X-WR-CALNAME')).toBe('Halyard in production')
  expect(components.map((event) => event.properties.get('SUMMARY'))).toEqual([
    'banner in production: assignment 1, for group beta, starts',
    'sale in production: the flag expires',
    'banner in production: goes dark because of sale',
  ])
  await calendar(words, { cwd, at: '2026-06-02T00:00:00Z' })
  expect(readFileSync(join(cwd, 'flags.ics')).equals(bytes)).toBe(true)
})

test('a stretch that is none, a flag that is none and a file that cannot be are answered with what to do', async () => {
  const refused = async (...words: string[]) => await calendar(words)
  expect(await refused('--until', '2026-05-01T00:00:00Z')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('`--until`'),
  })
  expect(await refused('--from', '2026-05-01')).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/--from `2026-05-01`.*\n.*2026-05-01T00:00:00Z/),
  })
  expect(await refused('--flag', 'baner')).toMatchObject({ exit: 1, stderr: expect.stringContaining('`banner`') })
  expect(await refused('--out', 'nowhere/flags.ics')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('help:'),
  })
  expect(existsSync('nowhere')).toBe(false)
})

test('where nothing changes by itself, that is said, and JSON is JSON all the same', async () => {
  const late = ['--from', '2030-01-01T00:00:00Z']
  expect(await calendar(late)).toMatchObject({
    exit: 0,
    stdout: '',
    stderr: expect.stringContaining('nothing changes'),
  })
  expect(JSON.parse((await calendar([...late, '--format', 'json'])).stdout)).toMatchObject({ entries: [] })
})

const attack = 'a\u001b[2J|`@all`\n<img src=x>\u202e😀'

function hostile(count: number): Upcoming[] {
  return Array.from({ length: count }, (_, index) => ({
    at: index,
    environment: attack,
    flag: attack,
    kind: 'parent',
    text: attack,
    because: { file: { path: attack, text: '' }, path: [], on: 'key' },
    hits: {
      moves: [{ kind: 'switches', from: attack, to: attack, users: [attack, 'ann'], count: 2 }],
      others: undefined,
      dependsOnAttributes: true,
    },
  }))
}

test.each([20, 79, 100, 140, 250])(
  'the table fits into %d columns, and names that steer the terminal are shown',
  (width) => {
    const lines = calendarTable(hostile(2), width, painter(false)).split('\n')
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
    expect(lines.join('\n')).not.toMatch(/[\u001b\u202e]/)
  },
)

test('in Markdown a row stays a row, and nobody is mentioned', () => {
  const rows = calendarMarkdown(hostile(1)).trimEnd().split('\n')
  expect(rows).toHaveLength(3)
  const outsideCode = rows[2]!.replaceAll(/(`+)(?:(?!\1)[^])*?\1(?!`)/g, '')
  expect(outsideCode).not.toMatch(/@all|(?<!\\)<img/)
  expect(rows[2]!.match(/(?<!\\)\|/g)).toHaveLength(6)
})
