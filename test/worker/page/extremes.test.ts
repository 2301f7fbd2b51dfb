import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, findBrowser, startBrowser } from '../../support/browser.ts'
import { type PageWorker, startPage } from '../../support/page.ts'

const executable = findBrowser()
let worker: PageWorker
let browser: Browser

const environments = Array.from({ length: 12 }, (_, at) => `${at % 2 === 0 ? 'qa' : 'production'}-${at}`)
const last = environments.at(-1)!
const long = 'l'.repeat(100)
const members = Array.from({ length: 400 }, (_, at) => [`name-${at}`, { text: 'y'.repeat(50) }])
const everyone = { [last]: 'everyone' }

const flags = {
  plain: { description: 'On in the last one.', owner: 'riding', assignments: everyone },
  [long]: { description: 'x'.repeat(3000), owner: 'o'.repeat(200), tags: ['t'.repeat(100)], assignments: everyone },
  large: {
    type: 'object',
    variants: { none: {}, all: Object.fromEntries(members) },
    off: 'none',
    assignments: { [last]: [{ everyone: true, serve: 'all' }] },
  },
}

beforeAll(async () => {
  if (executable === undefined) return
  const sections = { environments: Object.fromEntries(environments.map((name) => [name, {}])), flags }
  ;[worker, browser] = await Promise.all([startPage({ openPage: true, sections }), startBrowser(executable)])
})

afterAll(async () => {
  await browser?.close()
  await worker?.worker.stop()
})

async function on(width: number, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage({ baseURL: worker.worker.url, viewport: { width, height: 800 } })
  const said = complaints(page)
  await use(page)
  expect(said).toEqual([])
  await page.close()
}

async function expectNoWider(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
}

describe.skipIf(executable === undefined)('the page', () => {
  it.each([360, 800, 1280])('of twelve environments fits into %i pixels, and breaks no word', async (width) => {
    await on(width, async (page) => {
      await page.goto('/')
      await expectNoWider(page, width)
      const notes = page.getByRole('row', { name: 'plain' }).getByText('no assignments')
      const heights = await notes.evaluateAll((all) => all.map((one) => one.getClientRects().length))
      expect(heights).toHaveLength(11)
      expect(Math.max(...heights)).toBeLessThanOrEqual(2)
      await page.getByRole('region', { name: 'Table of flags' }).focus()
      for (let times = 0; times < 60; times += 1) await page.keyboard.press('ArrowRight')
      const cell = page.getByRole('row', { name: 'plain' }).getByText('On', { exact: true })
      await expect.poll(async () => (await cell.boundingBox())!.x).toBeLessThan(width)
      expect((await page.getByRole('link', { name: 'plain' }).boundingBox())!.x).toBeGreaterThanOrEqual(0)
    })
  })

  it('of a flag with the longest names fits a phone', async () => {
    await on(360, async (page) => {
      await page.goto(`/flags/${long}`)
      await expectNoWider(page, 360)
    })
  })

  it('of a value of many kilobytes shows its beginning, and all of it when asked', async () => {
    await on(360, async (page) => {
      await page.goto('/flags/large')
      await expectNoWider(page, 360)
      expect(await page.getByText('name-399').isVisible()).toBe(false)
      await page.getByText(/characters$/).click()
      expect(await page.getByText('name-399').isVisible()).toBe(true)
      await page.getByRole('button', { name: 'Explain' }).click()
      const head = page.getByRole('heading', { name: /^large is all/ })
      expect((await head.innerText()).length).toBeLessThan(250)
      expect(await page.getByText('Decided by').isVisible()).toBe(true)
    })
  })
})
