import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, onTestFinished, test } from 'vitest'
import type { Board, BoardFlag } from '../../../schema/types.ts'
import { readBoard } from '../../../worker/board/read.ts'
import { alice, bob, carol, fresh, TestRepository } from '../../support/repository.ts'
import { projectFolder } from '../../support/project.ts'
import { top } from '../../support/repository-flags.ts'
import { halyard } from '../../support/terminal.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const isBoard = new Ajv({ strict: false }).compile(read(join(top, 'schema/board.schema.json')) as object)

/** Builds in a folder and reads the boards, each checked against the schema. */
async function boardsIn(folder: string, at: string, ...options: string[]) {
  const built = await halyard(['build', '--out', 'out', ...options], { cwd: folder, at })
  expect(built.exit).toBe(0)
  const { snapshots } = read(join(folder, 'out/index.json')) as {
    snapshots: readonly { environment: string; board?: { file: string } }[]
  }
  const boards = new Map<string, Board>()
  for (const { environment, board } of snapshots) {
    if (!board) continue
    const text = readFileSync(join(folder, 'out', board.file), 'utf8')
    expect(isBoard(JSON.parse(text)), JSON.stringify(isBoard.errors)).toBe(true)
    boards.set(environment, readBoard(text, environment))
  }
  return { ...built, boards }
}

const later = '2040-01-01T00:00:00Z'
const environments = 'environments: { staging: {}, production: { protected: true, description: The shop } }\n'
const file = (...lines: string[]): Record<string, string> => ({ 'shop/flags/pay.yaml': lines.join('\n') })
const begun = [
  `${environments}groups: { crew: {} }`,
  'flags:',
  '  pay:',
  '    description: Pays',
  '    owner: money',
  '    tags: [till]',
]
const staged = ['    assignments:', '      staging: everyone', '      production:', '        - group: crew']

function found(boards: ReadonlyMap<string, Board>, environment: string): BoardFlag {
  return boards.get(environment)!.flags[0]!
}

test('a board tells of each flag where it stands, who changed it last and why, in this environment', async () => {
  const git = fresh()
  git.git('remote', 'add', 'origin', 'https://noor:hunter2@github.com/tingeling/flags.git')
  git.commit(alice, file(...begun, ...staged), 'Pay begins')
  const second = git.commit(bob, file(...begun, ...staged, '        - everyone: true'), 'Everybody \u001b[2J pays')
  const all = [...begun, ...staged.with(1, '      staging: []'), '        - everyone: true']
  const third = git.commit(carol, file(...all), 'Staging rests')
  const { boards, stderr } = await boardsIn(join(git.folder, 'shop'), later)
  expect(stderr).toBe('')
  const production = boards.get('production')!
  expect(production).toMatchObject({
    format: 1,
    environment: 'production',
    revision: third,
    source: 'https://github.com/tingeling/flags/blob/{revision}/{path}#L{line}',
    environments: [
      { key: 'staging', protected: false },
      { key: 'production', protected: true, description: 'The shop' },
    ],
  })
  const path = 'shop/flags/pay.yaml'
  expect(production.groups).toEqual([{ key: 'crew', place: { path, line: 2, column: 11 } }])
  expect(boards.get('staging')?.groups).toEqual([])
  expect(found(boards, 'production')).toMatchObject({
    key: 'pay',
    description: 'Pays',
    owner: 'money',
    tags: ['till'],
    place: { path, line: 4, column: 3 },
    changed: { author: 'Bob de Vries', commit: second, subject: 'Everybody \\u{1b}[2J pays' },
    assignments: [
      { words: 'Serves on to group crew', place: { path, line: 11, column: 11 }, changed: { author: 'Alice Janssen' } },
      { words: 'Serves on to everyone', place: { path, line: 12, column: 11 }, changed: { author: 'Bob de Vries' } },
    ],
  })
  expect(found(boards, 'staging')).toMatchObject({ changed: { author: 'Carol Smit' }, assignments: [] })
  expect(JSON.stringify([...boards.values()])).not.toMatch(/@example\.com|hunter2/)
})

test('the same commit gives the same boards, whenever they are made', async () => {
  const git = fresh()
  const ends = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString()
  git.commit(alice, file(...begun, `    expires: ${ends}`, ...staged))
  const boards = await boardsIn(join(git.folder, 'shop'), later)
  const written = readdirSync(join(git.folder, 'shop/out'))
  expect(await boardsIn(join(git.folder, 'shop'), '2041-01-01T00:00:00Z')).toEqual(boards)
  expect(readdirSync(join(git.folder, 'shop/out'))).toEqual(written)
  const words = 'the flag expires: everybody else: 100 % lose it'
  expect(found(boards.boards, 'staging').upcoming).toEqual([{ at: Date.parse(ends), words }])
})

test('of what is not committed yet, nobody is said to have changed it', async () => {
  const git = fresh()
  git.commit(alice, file(...begun, ...staged))
  git.write(file(...begun, ...staged, '        - everyone: true'))
  const { boards } = await boardsIn(join(git.folder, 'shop'), later, '--worktree')
  expect(boards.get('production')).toMatchObject({ revision: 'worktree' })
  const { changed, assignments } = found(boards, 'production')
  expect(changed).toBeUndefined()
  expect(assignments.map((one) => one.changed?.author)).toEqual(['Alice Janssen', undefined])
  expect(found(boards, 'staging').changed?.author).toBe('Alice Janssen')
})

test('without a history nobody is named, and a clone with a part of it says so', async () => {
  const folder = projectFolder(file(...begun, ...staged))
  const bare = await boardsIn(join(folder, 'shop'), later, '--worktree')
  expect(found(bare.boards, 'production')).not.toHaveProperty('changed')
  const git = fresh()
  git.commit(alice, file(...begun, ...staged))
  git.commit(bob, file(...begun, ...staged, '        - everyone: true'))
  const shallow = new TestRepository()
  onTestFinished(() => shallow.remove())
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${git.folder}`, shallow.folder])
  const { boards, stderr } = await boardsIn(join(shallow.folder, 'shop'), later)
  expect(found(boards, 'production')).not.toHaveProperty('changed')
  expect(stderr).toBe('note: this clone holds only a part of the history, so boards do not say who changed what\n')
})

test('a board tells where it stands that nobody gets a flag, and who made it so, whoever changed it since', async () => {
  const git = fresh()
  const text = (enabled: string, words: string, off: string): Record<string, string> =>
    file(
      environments,
      'flags:',
      '  pay:',
      `    description: ${words}`,
      '    owner: money',
      `    enabled: ${enabled}`,
      `    disabledIn: [${off}]`,
      '    expires: 2030-01-01T00:00:00Z',
      '    assignments:',
      '      production: everyone',
    )
  git.commit(alice, text('true', 'Pays', ''))
  git.commit(bob, text('false', 'Pays', ''), 'Nobody pays')
  git.commit(carol, text('false', 'Pays', 'staging'), 'Staging rests')
  git.commit(alice, text('false', 'Pays now', 'staging'), 'In other words')
  const { boards } = await boardsIn(join(git.folder, 'shop'), later)
  const at = (line: number, column: number): object => ({ path: 'shop/flags/pay.yaml', line, column })
  const disabled = { place: at(7, 14), changed: { author: 'Bob de Vries', subject: 'Nobody pays' } }
  const expires = { place: at(9, 14), changed: { author: 'Alice Janssen' } }
  const assignments = { place: at(11, 7), changed: { author: 'Alice Janssen' } }
  const disabledHere = { place: at(8, 17), changed: { author: 'Carol Smit' } }
  expect(found(boards, 'production').written).toMatchObject({ disabled, expires, assignments })
  expect(found(boards, 'production').written).not.toHaveProperty('disabledHere')
  expect(found(boards, 'staging').written).toMatchObject({ disabled, disabledHere, expires })
  git.write(text('true', 'Pays', ''))
  const onDisk = await boardsIn(join(git.folder, 'shop'), later, '--worktree')
  const { written } = found(onDisk.boards, 'staging')
  expect(Object.keys(written ?? {})).toEqual(['expires'])
  expect(written).toMatchObject({ expires })
})
