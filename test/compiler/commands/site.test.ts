import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { complaints, findBrowser, startBrowser } from '../../support/browser.ts'
import { fresh } from '../../support/repository.ts'
import { halyard } from '../../support/terminal.ts'

const flags = `
users: { mara: {} }
environments: { staging: {}, production: { protected: true, keys: [{ kind: server, sha256: ${'ab'.repeat(32)} }] } }
flags:
  parent:
    description: Says <b>"so"</b> & more
    owner: riding
    assignments: { staging: everyone, production: [{ user: mara }] }
  child.of-it:
    description: Little
    owner: growth
    dependsOn: [parent]
    assignments: { staging: everyone, production: [{ user: mara }] }
  ${'LONG_KEY.'.repeat(11)}Z: { description: As long as can be, owner: riding, assignments: { staging: everyone } }
`

// capitals would be the same name on some disks
const quiet = `${'~l~o~n~g_~k~e~y.'.repeat(11)}~z`

function repository() {
  const git = fresh()
  git.commit('Noor <noor@example.com>', { 'flags/all.yaml': flags, '.gitignore': '.halyard\npublic*\n' })
  const site = (...words: string[]) => halyard(['site', ...words], { cwd: git.folder })
  return { folder: git.folder, site }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
}

test('a site has a page for the board and for each flag, and every link of it leads to a file', async () => {
  const { folder, site } = repository()
  expect(await site('--out', 'public')).toMatchObject({ exit: 0, stderr: '' })
  const files = filesIn(join(folder, 'public'))
  expect(files).toEqual(
    expect.arrayContaining(['index.html', 'flags/parent.html', 'flags/child.of-it.html', `flags/${quiet}.html`]),
  )
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const path = join(folder, 'public', file)
    const html = readFileSync(path, 'utf8')
    for (const [, to = ''] of html.matchAll(/\s(?:href|src)="([^"#]+)/g))
      if (!to.startsWith('data:')) expect(existsSync(resolve(dirname(path), to)), `${file} leads to ${to}`).toBe(true)
    expect(html).not.toContain('<form method="post"')
    expect(html).not.toContain('ab'.repeat(32))
  }
  const page = readFileSync(join(folder, 'public/flags/parent.html'), 'utf8')
  expect(page).toContain('Says &lt;b&gt;&quot;so&quot;&lt;/b&gt; &amp; more')
  expect(page).toContain('halyard explain parent --env production')
})

test('a folder that holds something else is left alone, and an older site is replaced whole', async () => {
  const { folder, site } = repository()
  const out = join(folder, 'public')
  mkdirSync(out)
  writeFileSync(join(out, 'letters.txt'), 'dear')
  expect(await site('--out', 'public')).toMatchObject({
    exit: 4,
    stderr: expect.stringContaining('holds something that is no site') as string,
  })
  expect(filesIn(out)).toEqual(['letters.txt'])
  expect(await site('--out', 'public', '--force')).toMatchObject({ exit: 0 })
  expect(filesIn(out)).not.toContain('letters.txt')
  writeFileSync(join(out, 'old.html'), '')
  mkdirSync(`${out}.old`)
  const { exit, stdout } = await site('--out', 'public', '--format', 'json')
  expect({ exit, files: (JSON.parse(stdout) as { files: string[] }).files }).toEqual({
    exit: 0,
    files: filesIn(out).filter((name) => name !== '.halyard-site'),
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('public'))).toEqual(['public', 'public.old'])
  expect(await site()).toMatchObject({ exit: 2, stderr: expect.stringContaining('--out DIR') as string })
})

test('where users are hashed at the edge, a site names none of them', async () => {
  const { folder } = repository()
  const env = { HALYARD_SALT: 'a salt of enough characters' }
  expect(await halyard(['site', '--out', 'public'], { cwd: folder, env })).toMatchObject({ exit: 0 })
  for (const file of filesIn(join(folder, 'public')))
    expect(readFileSync(join(folder, 'public', file), 'utf8'), file).not.toContain('mara')
})

test('a site opens from the disk: searching, and from the board to a flag and back', async ({ skip }) => {
  const executable = findBrowser()
  if (executable === undefined) return skip('needs Chromium')
  const { folder, site } = repository()
  await site('--out', 'public')
  const browser = await startBrowser(executable)
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  const said = complaints(page)
  await page.goto(pathToFileURL(join(folder, 'public/index.html')).href)
  const shown = page.locator('table.board tbody tr:visible')
  await page.getByRole('searchbox').fill('child')
  expect(await shown.count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.waitForURL(/index\.html\?q=child/)
  expect(await shown.count()).toBe(1)
  await page.getByRole('link', { name: 'Last change' }).click()
  await page.waitForURL(/board-\d+\.html\?q=child/)
  expect(await shown.count()).toBe(1)
  await page.getByRole('link', { name: 'child.of-it' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('child.of-it')
  await page.locator('a[href$="parent.html"]').last().click()
  expect(await page.getByText('Last changed by').first().isVisible()).toBe(true)
  expect(await page.getByText('Noor').first().isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Board' }).first().click()
  expect(await page.locator('table.board tbody tr').count()).toBe(3)
  expect(said).toEqual([])
})
