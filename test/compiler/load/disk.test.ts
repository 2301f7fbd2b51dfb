import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Report } from '../../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import { projectFolder } from '../../support/project.ts'

async function load(folder: string, shownAs = 'flags') {
  const report = new Report()
  const files = await loadFolder(folder, shownAs)(report)
  return { files, paths: files.map(({ path }) => path), codes: report.diagnostics.map(({ code }) => code), report }
}

test('flag files are read from all folders, sorted by path; tests, hidden files and packages are left out', async () => {
  const folder = projectFolder({
    'z.yml': 'z',
    'b/a.yaml': 'b',
    'b.yaml': 'c',
    'B/a.yaml': '',
    'README.md': '',
    'a.test.yaml': '',
    '.halyard/x.yaml': '',
    '.x.yaml': '',
    'node_modules/p/x.yaml': '',
  })
  const { paths, files } = await load(folder)
  expect(paths).toEqual(['flags/B/a.yaml', 'flags/b.yaml', 'flags/b/a.yaml', 'flags/z.yml'])
  expect(files.map(({ text }) => text)).toEqual(['', 'c', 'b', 'z'])
})

test('the folder one stands in adds nothing to the paths', async () => {
  expect((await load(projectFolder({ 'a.yaml': '' }), '.')).paths).toEqual(['a.yaml'])
})

test('a single file is read, whatever its name', async () => {
  const folder = projectFolder({ 'flags.txt': 'flags: {}' })
  const { files } = await load(join(folder, 'flags.txt'), '../flags.txt')
  expect(files).toEqual([{ path: '../flags.txt', text: 'flags: {}' }])
})

test('links, pipes and folders with the name of a flag file are refused and not opened', async () => {
  const folder = projectFolder({ 'real.yaml': '' })
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'))
  symlinkSync('/etc/passwd', join(folder, 'passwd.yaml'))
  symlinkSync('.', join(folder, 'again'))
  execFileSync('/usr/bin/env', ['mkfifo', join(folder, 'pipe.yaml')])
  mkdirSync(join(folder, 'folder.yaml'))
  const { codes, paths, files } = await load(folder)
  expect(codes).toEqual(Array(5).fill('not-a-file'))
  const names = ['folder', 'loop', 'passwd', 'pipe', 'real'].map((name) => `flags/${name}.yaml`)
  expect(paths).toEqual(['flags/again', ...names])
  expect(files.map(({ unread }) => unread === true)).toEqual([true, true, true, true, true, false])
})

test("a link that is clearly no folder of flag files is nobody's business", async () => {
  const folder = projectFolder({ 'a.yaml': '' })
  symlinkSync('../README.md', join(folder, 'README.md'))
  symlinkSync('.', join(folder, '.cache'))
  expect((await load(folder)).codes).toEqual([])
})

test('what is neither a file nor a folder is told so', async () => {
  const { report } = await load('/dev/null', '../dev/null')
  expect(report.diagnostics.map(({ message }) => message)).toEqual(['`../dev/null` is not a regular file'])
})

test('flag files inside a folder named like one are read', async () => {
  expect((await load(projectFolder({ 'x.yaml/a.yaml': 'a' }))).files.at(-1)?.text).toBe('a')
})

test('a file and a folder without permission are named', async () => {
  const folder = projectFolder({ 'secret.yaml': 'a', 'closed/a.yaml': 'b', 'open.yaml': 'c' })
  chmodSync(join(folder, 'secret.yaml'), 0)
  chmodSync(join(folder, 'closed'), 0)
  chmodSync(folder, 0o755)
  const { codes, report } = await asNobody(() => load(folder))
  chmodSync(join(folder, 'closed'), 0o755)
  expect(codes.sort()).toEqual(['unreadable-file', 'unreadable-file'])
  expect(report.diagnostics.map(({ message }) => message).join()).toMatch(
    /secret\.yaml.*permission|permission.*secret/s,
  )
})

/** Nothing is closed to root, so root reads as somebody else meanwhile. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const root = process.getuid?.() === 0
  if (root) process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    if (root) process.seteuid?.(0)
  }
}

test('a folder that is not there is said, not thrown', async () => {
  const { codes, files } = await load(join(projectFolder({}), 'nowhere'))
  expect(codes).toEqual(['unreadable-file'])
  expect(files[0]?.unread).toBe(true)
})

test('names that differ in case or in accents collide, and say with which', async () => {
  const folder = projectFolder({ 'a.yaml': '', 'A.yaml': '', 'caf\u00e9.yaml': '', 'cafe\u0301.yaml': '' })
  const { codes, report } = await load(folder)
  expect(codes).toEqual(['path-collision', 'path-collision'])
  expect(report.diagnostics[0]?.related).toHaveLength(1)
})

test('names that cannot be seen are refused', async () => {
  const folder = projectFolder({
    'a\u001b[2J.yaml': '',
    'b\n::error::x.yaml': '',
    'c\u202elmay.yaml': '',
    'd.yaml': '',
  })
  writeFileSync(Buffer.from(`${folder}/e\xff.yaml`, 'latin1'), '')
  expect((await load(folder)).codes).toEqual(['unusual-path', 'unusual-path', 'unusual-path', 'unusual-path'])
})

test('the limits hold to the byte', async () => {
  const full = new Uint8Array(2 ** 20).fill(0x20)
  const folder = projectFolder({ 'full.yaml': full, 'more.yaml': new Uint8Array(2 ** 20 + 1) })
  const { codes, files } = await load(folder)
  expect(codes).toEqual(['file-too-large'])
  expect(files.map(({ text }) => text.length)).toEqual([2 ** 20, 0])
})

test('64 MiB are enough for all files together', async () => {
  const big = new Uint8Array(2 ** 20).fill(0x20)
  const { codes } = await load(
    projectFolder(Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`${n}.yaml`, big]))),
  )
  expect(codes).toEqual(['file-too-large'])
})

test('text is UTF-8 or refused, at the place where it ends to be', async () => {
  const folder = projectFolder({
    'latin.yaml': Buffer.from('# caf\xe9', 'latin1'),
    'utf16.yaml': Buffer.from('\ufeffflags: {}', 'utf16le'),
    'cut.yaml': Buffer.from('😀').subarray(0, 3),
  })
  const { codes, report } = await load(folder)
  expect(codes).toEqual(['not-utf8', 'not-utf8', 'not-utf8'])
  expect(report.diagnostics.find(({ where }) => where.file.path.includes('latin'))?.where).toMatchObject({ start: 5 })
  expect(report.diagnostics.find(({ where }) => where.file.path.includes('16'))?.message).toContain('UTF-16')
})
