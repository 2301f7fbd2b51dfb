import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { top } from './support/repository-flags.ts'

// Rooms and the arrows between them. The tsconfig references hold the same between packages; this holds it inside the compiler.

const nouns = ['source', 'diagnostics', 'model', 'schema', 'worker/evaluate', 'worker/words']

/** What the files of a room may import besides their own room. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  'worker/evaluate': ['schema'],
  'worker/publication': ['schema', 'worker/evaluate'],
  'worker/graph': [],
  'worker/words': ['schema', 'worker/evaluate'],
  'worker/state': ['worker/evaluate', 'worker/words'],
  worker: ['schema', 'worker/evaluate', 'worker/publication', 'worker/graph', 'worker/words', 'worker/state'],
  'compiler/source': [],
  'compiler/diagnostics': nouns,
  'compiler/model': nouns,
  'compiler/load': nouns,
  'compiler/cache': nouns,
  'compiler/parse': nouns,
  'compiler/validate': nouns,
  'compiler/link': nouns,
  'compiler/check': nouns,
  'compiler/testing': nouns,
  'compiler/typing': nouns,
  'compiler/plan': nouns,
  'compiler/calendar': nouns,
  'compiler/impact': nouns,
  'compiler/stale': nouns,
  'compiler/adopt': nouns,
  'compiler/board': nouns,
  'compiler/emit': nouns,
  'compiler/sync': [...nouns, 'database'],
  'compiler/database': nouns,
  'compiler/git': nouns,
  'compiler/http': nouns,
  'compiler/forge': [...nouns, 'http'],
  'compiler/edge': [...nouns, 'worker/publication', 'http'],
}

/** Packages that only these rooms may use. */
const packages: Readonly<Record<string, readonly string[]>> = {
  pg: ['compiler/database'],
  '@electric-sql/pglite': ['compiler/database', 'schema'],
  'simple-git': ['compiler/git'],
  ajv: ['compiler/validate', 'compiler/link'],
  hono: ['worker'],
  '@openfeature/server-sdk': ['worker'],
  re2js: ['worker/evaluate'],
  '@noble/hashes': ['worker/evaluate'],
  chokidar: ['compiler/commands'],
  yaml: ['compiler/source', 'compiler/parse'],
}

interface File {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly string[]
}

const files = ['schema', 'worker', 'compiler'].flatMap((folder) =>
  readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => read(join(folder, path))),
)

function read(path: string): File {
  const text = readFileSync(join(top, path), 'utf8')
  const imports = [...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'/gm)].map(
    ([, from, bare]) => from ?? bare ?? '',
  )
  return { path, room: roomOf(path), text, imports }
}

function roomOf(path: string): string {
  const folder = dirname(path)
  const known = [
    'worker/evaluate',
    'worker/publication',
    'worker/graph',
    'worker/words',
    'worker/state',
    'worker',
    'schema',
  ]
  return (
    known.find((room) => folder === room || folder.startsWith(`${room}/`)) ?? folder.split('/').slice(0, 2).join('/')
  )
}

function importedRooms({ path, imports }: File): string[] {
  return imports.filter((name) => name.startsWith('.')).map((name) => roomOf(join(dirname(path), name)))
}

test('there are files in every room', () => {
  for (const room of Object.keys(arrows))
    expect(
      files.some((file) => file.room === room),
      room,
    ).toBe(true)
})

test.each(Object.entries(arrows))('%s imports only what its arrows allow', (room, allowed) => {
  const wide = new Set([room, ...allowed.flatMap((name) => [name, `compiler/${name}`])])
  for (const file of files.filter((one) => one.room === room))
    for (const imported of importedRooms(file))
      expect([...wide], `${file.path} imports ${imported}`).toContain(imported)
})

test.each(Object.entries(packages))('%s is used in %j alone', (name, rooms) => {
  for (const { path, room, imports } of files)
    if (imports.some((one) => one === name || one.startsWith(`${name}/`))) expect(rooms, path).toContain(room)
})

test('only the outermost files touch the process and the console', () => {
  const outermost = [
    'worker/telemetry/log.ts',
    'compiler/cli.ts',
    'compiler/launch.ts',
    'schema/generate.ts',
    'compiler/edge/signals.ts',
  ]
  for (const { path, text } of files)
    if (/\bprocess\.(?:exit|env|argv|stdout|stderr|on)\b|\bconsole\.log\b/.test(text))
      expect(outermost, path).toContain(path)
})

test('the evaluator knows no clock, no randomness and no input or output', () => {
  for (const { path, text } of files.filter(({ room }) => room === 'worker/evaluate'))
    expect(text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ''), path).not.toMatch(
      /\b(?:Date|Math\.random|fetch|crypto|process)\b/,
    )
})

test('every relative link in the documents leads somewhere', () => {
  const pages = ['.', 'docs', 'docs/decisions', 'docs/examples/service-binding'].flatMap((folder) =>
    readdirSync(join(top, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  )
  expect(pages.length).toBeGreaterThan(8)
  for (const page of pages) {
    const links = readFileSync(join(top, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)
    for (const [, link = ''] of links)
      expect(existsSync(join(top, dirname(page), link)), `${page} links to ${link}`).toBe(true)
  }
})
