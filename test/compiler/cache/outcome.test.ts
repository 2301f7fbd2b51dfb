import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue } from '../../../compiler/catalogue.ts'
import { edition } from '../../../compiler/cache/edition.ts'
import { readBody, writeBody } from '../../../compiler/cache/file.ts'
import { version } from '../../../compiler/commands/version.ts'
import { projectFolder } from '../../support/project.ts'
import { halyard } from '../../support/terminal.ts'

const current = edition(version)
const formats = ['pretty', 'json', 'github', 'sarif']
const months = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'].map((day) => `${day}T00:00:00Z`)
const start = Date.parse('2026-01-01T00:00:00Z')
const day = 86_400_000

const places = `environments: { e: {} }\nusers: { ann: {}, ben: {} }\ngroups: { crew: { members: [ann, ben] } }\n`

const instant = fc.constantFrom(...months)
const rollout = fc.oneof(
  fc.constantFrom('50', '100'),
  fc
    .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 3 }))
    .map(([percent, at]) => `[{ at: ${months[at]}, percent: ${percent} }, { at: 2026-06-01T00:00:00Z, percent: 100 }]`),
  fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2 }))
    .map(([from, to, at]) => `{ from: ${from}, to: ${to}, starts: ${months[at]}, ends: ${months[at + 1]} }`),
)
const assignment = fc
  .tuple(
    fc.constantFrom('everyone: true', 'group: crew', 'user: ann', 'user: zoe'),
    fc.option(instant, { nil: undefined }),
    fc.option(instant, { nil: undefined }),
    fc.option(rollout, { nil: undefined }),
  )
  .map(([who, starts, expires, share]) =>
    [who, starts && `starts: ${starts}`, expires && `expires: ${expires}`, share && `rollout: ${share}`].filter(
      Boolean,
    ),
  )
  .map((fields) => `{ ${fields.join(', ')} }`)
const flag = fc
  .tuple(
    fc.array(assignment, { minLength: 1, maxLength: 3 }),
    fc.option(instant, { nil: '' }),
    fc.constantFrom('', 'dependsOn: [a]', 'dependsOn: [a, b]'),
  )
  .map(([list, expires, depends]) => [
    ...(expires ? [`expires: ${expires}`] : []),
    ...(depends ? [depends] : []),
    `assignments: { e: [${list.join(', ')}] }`,
  ])
const texts = fc
  .array(flag, { minLength: 3, maxLength: 3 })
  .map((flags) => flags.map((fields, at) => `flags: { ${'abc'[at]}: { ${fields.join(', ')} } }\n`))

test('as time passes and files change, what is remembered is what a compilation says', async () => {
  let remembered = 0
  const edits = fc.array(fc.tuple(fc.nat(2), fc.nat(150), fc.integer({ min: -1, max: 1 })), {
    minLength: 2,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(texts, texts, edits, async (before, after, steps) => {
      const [folder, forgetful] = [
        projectFolder({ 'flags/places.yaml': places }),
        projectFolder({ 'flags/places.yaml': places }),
      ]
      const write = (at: number, text = ''): void => {
        for (const one of [folder, forgetful]) writeFileSync(join(one, `flags/${at}.yaml`), text)
      }
      for (const [at, text] of before.entries()) write(at, text)
      for (const [at, days, offset] of steps) {
        if (days % 7 === 0) write(at, after[at])
        const clock = (): number => start + days * day + offset
        const validate = (cwd: string) => halyard(['validate', '--format', 'json'], { cwd, clock })
        const kept = outcome(folder)
        const answer = await validate(folder)
        if (kept !== undefined && kept === outcome(folder)) remembered++
        rmSync(join(forgetful, '.halyard'), { recursive: true, force: true })
        expect(answer).toEqual(await validate(forgetful))
      }
      for (const one of [folder, forgetful]) rmSync(one, { recursive: true })
    }),
    { numRuns: 60 },
  )
  expect(remembered).toBeGreaterThan(30)
})

function outcome(folder: string): string | undefined {
  try {
    return readBody(join(folder, '.halyard/cache'), current, 'outcome')?.toString()
  } catch {
    return undefined
  }
}

test.each(catalogue.filter(({ bad }) => typeof bad === 'string'))(
  '$code is said again just as it was said first, in every format',
  async ({ bad }) => {
    const folder = projectFolder({ 'flags/example.yaml': bad as string })
    for (const format of formats) {
      rmSync(join(folder, '.halyard'), { recursive: true, force: true })
      const first = await halyard(['validate', '--format', format], { cwd: folder })
      expect(await halyard(['validate', '--format', format], { cwd: folder })).toEqual(first)
      const quiet = ['validate', '--format', format, '--quiet', '--max-warnings', '0']
      const again = await halyard(quiet, { cwd: folder })
      rmSync(join(folder, '.halyard'), { recursive: true, force: true })
      expect(await halyard(quiet, { cwd: folder })).toEqual(again)
    }
  },
)

const two = { 'flags/a.yaml': 'environments: { e: {} }\nflags: { a: { description: A } }\n' }

/** A repository whose outcome is remembered to be the lie that there are nine flags. */
async function deceived(): Promise<{ folder: string; cache: string; body: Buffer }> {
  const folder = projectFolder(two)
  const cache = join(folder, '.halyard/cache')
  await halyard(['validate'], { cwd: folder })
  const body = Buffer.from((outcome(folder) ?? '').replace('"flags":1', '"flags":9'))
  writeBody(cache, current, body, 'outcome')
  return { folder, cache, body }
}

const counted = async (cwd: string) => /(\d) flags?/.exec((await halyard(['validate'], { cwd })).stdout)?.[1]

test('what was said last is believed while nothing changes', async () => {
  expect(await counted((await deceived()).folder)).toBe('9')
})

test.each<[string, (paths: Awaited<ReturnType<typeof deceived>>) => void]>([
  ['a file has changed', ({ folder }) => writeFileSync(join(folder, 'flags/a.yaml'), `${two['flags/a.yaml']}# x\n`)],
  ['a file has joined', ({ folder }) => writeFileSync(join(folder, 'flags/b.yaml'), '')],
  [
    'a file has another name',
    ({ folder }) => {
      writeFileSync(join(folder, 'flags/b.yaml'), two['flags/a.yaml'])
      rmSync(join(folder, 'flags/a.yaml'))
    },
  ],
  [
    'it is damaged',
    ({ cache }) => writeFileSync(join(cache, 'outcome'), readFileSync(join(cache, 'outcome')).subarray(1)),
  ],
  ['it is of another edition', ({ cache, body }) => writeBody(cache, edition('0.0.0'), body, 'outcome')],
  ['it is no outcome', ({ cache }) => writeBody(cache, current, Buffer.from('{'), 'outcome')],
])('what was said last counts for nothing when %s', async (_what, change) => {
  const paths = await deceived()
  change(paths)
  expect(await counted(paths.folder)).toBe('1')
})
