import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, findBrowser, startBrowser } from '../../support/browser.ts'
import { type PageWorker, startPage } from '../../support/page.ts'

const executable = findBrowser()
let worker: PageWorker
let browser: Browser

beforeAll(async () => {
  if (executable === undefined) return
  ;[worker, browser] = await Promise.all([startPage({ openPage: true }), startBrowser(executable)])
})

afterAll(async () => {
  await browser?.close()
  await worker?.worker.stop()
})

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** What breaks WCAG 2.2 at the levels A and AA. Run as a debugger runs it: the page's policy would refuse a script of ours. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = (await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(tags)} })`)) as Found
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

async function show(page: Page, what: string): Promise<void> {
  if (what !== 'answer') {
    await page.goto(what)
    return
  }
  await page.goto('/why?flag=unlock&environment=production')
  await page.getByLabel('Targeting key').fill('mara-101c')
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.locator('#answer').waitFor()
}

const pages = [
  '/',
  '/?state=expired',
  '/flags/unlock',
  '/flags/lock',
  '/why',
  'answer',
  '/sign-in',
  '/flags/none',
  '/nowhere',
]

// Each run of axe takes a second or more, so what is narrow is judged in light alone; in dark it is only measured.
const narrow = 360

describe.skipIf(executable === undefined)('each page', () => {
  for (const scheme of ['light', 'dark'] as const)
    it(`in ${scheme} keeps WCAG AA, fits wide and narrow screens and complains of nothing`, async () => {
      const context = await browser.newContext({ baseURL: worker.worker.url, colorScheme: scheme })
      const page = await context.newPage()
      const said = complaints(page)
      for (const what of pages) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await show(page, what)
        expect(await violations(page), what).toEqual([])
        expect(await widthOf(page), what).toBeLessThanOrEqual(1280)
        await page.setViewportSize({ width: narrow, height: 800 })
        expect(await widthOf(page), what).toBeLessThanOrEqual(narrow)
        if (scheme === 'light') expect(await violations(page), what).toEqual([])
      }
      expect(said.filter((text) => !text.includes('404'))).toEqual([])
      await context.close()
    })
})

function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth)
}
