import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { edition } from '../../../compiler/cache/edition.ts'
import { readBody, writeBody } from '../../../compiler/cache/file.ts'
import { pack, unpack } from '../../../compiler/cache/pack.ts'
import { isPlain } from '../../../compiler/cache/plain.ts'
import { version } from '../../../compiler/commands/version.ts'
import { projectFolder } from '../../support/project.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const flag = (owner: string, key = 'a') => `flags: { ${key}: { description: A, owner: ${owner} } }\n`
const environment = 'environments: { e: {} }\n'
const file = (owner: string) => environment + flag(owner)
const truth = '1 file, 1 flag, 1 environment'
const current = edition(version)

/** A repository with one flag, and in its cache the lie that the file holds two. */
function deceived(): { folder: string; cache: string; file: string; body: Buffer } {
  const folder = projectFolder({ 'flags/a.yaml': file('o') })
  const cache = join(folder, '.halyard/cache')
  const [a, b] = [
    { description: 'A', owner: 'o' },
    { description: 'B', owner: 'o' },
  ]
  const lie = { environments: { e: {} }, flags: { a, b } }
  const body = pack(new Map([[sha256(file('o')), lie]]))
  writeBody(cache, current, body)
  return { folder, cache, file: join(cache, 'files'), body }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const validated = async (cwd: string) => (await halyard(['validate'], { cwd })).stdout

test('what the cache holds is believed, and not looked up in the file', async () => {
  expect(await validated(deceived().folder)).toContain('1 file, 2 flags')
})

test('a changed file is read, and remembered from then on', async () => {
  const { folder, cache } = deceived()
  writeFileSync(join(folder, 'flags/a.yaml'), file('somebody-else'))
  expect(await validated(folder)).toContain(truth)
  expect([...unpack(readBody(cache, current) ?? Buffer.from('')).keys()]).toContain(sha256(file('somebody-else')))
})

test.each<[string, (paths: ReturnType<typeof deceived>) => void]>([
  ['cut off', ({ file }) => writeFileSync(file, readFileSync(file).subarray(0, -3))],
  ['cut off in its first line', ({ file }) => writeFileSync(file, readFileSync(file).subarray(0, 20))],
  ['empty', ({ file }) => writeFileSync(file, '')],
  ['altered', ({ file }) => writeFileSync(file, readFileSync(file, 'latin1').replace('"B"', '"C"'))],
  ['random bytes', ({ file }) => writeFileSync(file, new Uint8Array(5000).fill(0xe9))],
  ['a folder', ({ file }) => (rmSync(file), mkdirSync(file))],
  [
    'a copy, as a clone or an archive brings it',
    ({ file }) => (copyFileSync(file, `${file}.c`), renameSync(`${file}.c`, file)),
  ],
  ['a link', ({ file }) => (renameSync(file, `${file}.o`), symlinkSync(`${file}.o`, file))],
  ['behind a link', ({ cache }) => (renameSync(cache, `${cache}.o`), symlinkSync(`${cache}.o`, cache))],
  ['of another edition', ({ cache, body }) => writeBody(cache, edition('0.0.0'), body)],
  ['no list of values', ({ cache }) => writeBody(cache, current, Buffer.from(`${sha256(file('o'))}\n{}`))],
  ['no JSON', ({ cache }) => writeBody(cache, current, Buffer.from(`${sha256(file('o'))}\n[{`))],
  ['not as many values as keys', ({ cache }) => writeBody(cache, current, Buffer.from(`${sha256(file('o'))}\n[1,2]`))],
  ['deleted', ({ folder }) => rmSync(join(folder, '.halyard'), { recursive: true })],
  ['in the place of its folder', ({ cache }) => (rmSync(cache, { recursive: true }), writeFileSync(cache, 'x'))],
])('a cache that is %s costs time and no answer', async (_what, damage) => {
  const paths = deceived()
  damage(paths)
  expect(await halyard(['validate'], { cwd: paths.folder })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining(truth),
    stderr: '',
  })
})

test('a cache that cannot be written is done without', async () => {
  const folder = projectFolder({ 'flags/a.yaml': file('o'), '.halyard/cache': 'in the way' })
  expect(await validated(folder)).toContain(truth)
})

test('nothing is written through a link that a clone may hold', async () => {
  const outside = projectFolder({ files: 'mine' })
  const folder = projectFolder({ 'flags/a.yaml': file('o'), '.halyard/x': '' })
  symlinkSync(outside, join(folder, '.halyard/cache'))
  expect(await validated(folder)).toContain(truth)
  expect(readdirSync(outside)).toEqual(['files'])
  expect(readFileSync(join(outside, 'files'), 'utf8')).toBe('mine')
})

test('of a repository with mistakes only the files without one are kept', async () => {
  const [good, bad] = [file('o'), 'flags: { b: { enabled: yes } }\n']
  const folder = projectFolder({ 'flags/a.yaml': good, 'flags/b.yaml': bad })
  const first = await halyard(['validate', '--format', 'json'], { cwd: folder })
  expect(first).toMatchObject({ exit: 1, stdout: expect.stringContaining('wrong-type') })
  const kept = unpack(readBody(join(folder, '.halyard/cache'), current) ?? Buffer.from(''))
  expect([...kept.keys()]).toEqual([sha256(good)])
  expect(await halyard(['validate', '--format', 'json'], { cwd: folder })).toEqual(first)
})

test('git does not see the cache, also where nobody asked it to look away', async () => {
  const repository = TestRepository.make()
  onTestFinished(() => repository.remove())
  repository.commit(alice, { 'flags/a.yaml': file('o') })
  await validated(repository.folder)
  expect(existsSync(join(repository.folder, '.halyard/cache/files'))).toBe(true)
  expect(repository.git('status', '--porcelain')).toBe('')
})

test('runs at the same time all answer, and leave a whole cache behind', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`flags/${n}.yaml`, flag('o', `a${n}`)]))
  const folder = projectFolder({ ...files, 'flags/e.yaml': environment })
  const cli = fileURLToPath(new URL('../../../compiler/cli.ts', import.meta.url))
  const run = () => promisify(execFile)(process.execPath, [cli, 'validate'], { cwd: folder })
  for (const { stdout } of await Promise.all(Array.from({ length: 4 }, run)))
    expect(stdout).toContain('201 files, 200 flags')
  const cache = join(folder, '.halyard/cache')
  expect(unpack(readBody(cache, current) ?? Buffer.from('')).size).toBe(201)
  expect(readdirSync(cache).sort()).toEqual(['.gitignore', 'files', 'outcome'])
})

test('a value is plain when JSON gives it back as it was', () => {
  const value = fc.anything({ values: [fc.double(), fc.string(), fc.boolean(), fc.constant(-0), fc.constant(null)] })
  fc.assert(
    fc.property(value, (one) => {
      if (isPlain(one)) expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one)
    }),
  )
  expect([-0, [-0], { a: { b: -0 } }, Number.NaN, [Infinity], undefined].filter(isPlain)).toEqual([])
  expect([0, 1.5, 'a', null, true, [], {}, { a: [1, { b: null }] }].filter((one) => !isPlain(one))).toEqual([])
})

test('another release and another compiler never share a cache', () => {
  expect(edition('1.0.0')).not.toBe(edition('1.0.1'))
  expect(edition('1.0.0')).toBe(edition('1.0.0'))
})
