import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The browser of this machine; undefined when there is none.
 *
 * @throws Error when there is none, and `HALYARD_TEST_REQUIRE` asks for `chromium`
 */
export function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (found !== undefined) return found
  const missing = 'no Chromium: install one. What the page does in a browser is not shown.'
  if ((process.env['HALYARD_TEST_REQUIRE'] ?? '').split(',').includes('chromium')) throw new Error(missing)
  console.log(`Not covered: ${missing}`)
  return undefined
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** In a container the browser's own sandbox cannot start; what it opens here is ours alone. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** What a page complains about: errors of scripts, and whatever its policy refuses. Grows while the page is used. */
export function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(message.text())
  })
  return found
}
