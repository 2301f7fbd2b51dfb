import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { complaints, findBrowser, startBrowser } from '../../support/browser.ts'
import { type PageWorker, startPage } from '../../support/page.ts'

const executable = findBrowser()
let worker: PageWorker
let browser: Browser

beforeAll(async () => {
  if (executable === undefined) return
  ;[worker, browser] = await Promise.all([startPage(), startBrowser(executable)])
})

afterAll(async () => {
  await browser?.close()
  await worker?.worker.stop()
})

let said: string[] = []
let page: Page

async function open(options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ baseURL: worker.worker.url, ...options })
  page = await context.newPage()
  said = complaints(page)
}

async function signIn(environments = ['development', 'staging', 'production']): Promise<void> {
  for (const environment of environments) {
    await page.goto('/sign-in')
    await page.getByLabel('Server key').fill(worker.keys[environment]!)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('/')
  }
}

const rows = () => page.getByRole('rowheader').getByRole('link')

afterEach(async () => {
  expect(said).toEqual([])
  await page?.context().close()
})

describe.skipIf(executable === undefined)('somebody on call', () => {
  it('signs in, finds the flag, reads who changed it, asks why a user gets it, and signs out', async () => {
    await open()
    await page.goto('/flags/unlock')
    await page.getByLabel('Server key').fill(worker.keys['production']!)
    await page.keyboard.press('Enter')
    await page.waitForURL('/flags/unlock')
    await expect.poll(() => page.getByText('Last changed by').first().innerText()).toBe('Last changed by')
    const head = page.locator('.last')
    expect(await head.innerText()).toMatch(
      /Noor Aziz 3 days ago \(\d{4}-\d\d-\d\d .*UTC\) 120d7110 “?A twentieth first/,
    )
    await page.getByLabel('Targeting key').fill('tomas-e6a5')
    await page.getByLabel('Attributes').fill('city=malmo')
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.waitForURL(/\/why#answer$/)
    expect(page.url()).not.toContain('tomas')
    const answer = page.getByRole('region', { name: 'unlock is off' })
    expect(await answer.getByRole('heading', { level: 2 }).innerText()).toBe('unlock is off false for tomas-e6a5')
    const text = await answer.innerText()
    expect(text).toContain('depends on lock, which must be active: it is, and serves on')
    expect(text).toContain('not in group testers: tomas-e6a5 is not listed')
    expect(text).toContain('city must be one of utrecht or ghent; it is malmo')
    expect(
      await answer
        .getByRole('link', { name: /^flags\/all\.yaml:\d+:\d+$/ })
        .first()
        .getAttribute('href'),
    ).toMatch(/^https:\/\/git\.example\/tingeling\/flags\/blob\/120d7110\w+\/flags\/all\.yaml#L\d+$/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('/sign-in')
    await page.goto('/flags/unlock')
    expect(page.url()).toContain('/sign-in?next=')
  })

  it('reads who switched a flag off, and where, on its page and in the answer of its child', async () => {
    await open()
    await signIn(['production'])
    await page.goto('/flags/radar')
    const card = page.getByRole('region', { name: 'production', exact: true })
    expect(await card.innerText()).toMatch(/Off disabled here\s+flags\/all\.yaml:1:\d+\s+Ada Obi/)
    await page.goto('/flags/beeper')
    await page.getByRole('button', { name: 'Explain' }).click()
    const decided = page.locator('.decided')
    expect(await decided.innerText()).toMatch(
      /its parent radar: the flag is disabled in production\s+Written at flags\/all\.yaml:1:\d+\s+Changed by Ada Obi/,
    )
  })

  it('searches and filters while typing, and finds it so when coming back', async () => {
    await open()
    await signIn()
    expect(await rows().allInnerTexts()).toEqual(['beeper', 'bell', 'jubilee', 'lock', 'radar', 'unlock'])
    await page.getByRole('searchbox').fill('LOCK')
    expect(await rows().allInnerTexts()).toEqual(['lock', 'unlock'])
    expect(await page.getByRole('status').innerText()).toBe('2 of 6 flags')
    await page.getByRole('searchbox').fill('')
    await page.getByLabel('Owner').selectOption('fleet')
    await page.getByLabel('State').selectOption('blocked')
    expect(await rows().allInnerTexts()).toEqual(['beeper'])
    await page.reload()
    expect(await rows().allInnerTexts()).toEqual(['beeper'])
    await page.getByLabel('State').selectOption('expired')
    expect(await page.getByText('No flag is like this.').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Last change' }).click()
    await page.waitForURL(/sort=changed/)
    expect(new URL(page.url()).search).toBe('?state=expired&owner=fleet&sort=changed')
    await page.getByRole('link', { name: 'Show all' }).click()
    expect(await rows().count()).toBe(6)
    await page.getByLabel('Change').selectOption('upcoming')
    expect(await rows().allInnerTexts()).toEqual(['jubilee'])
  })

  it('gets the same without scripts', async () => {
    await open({ javaScriptEnabled: false })
    await signIn()
    await page.getByRole('searchbox').fill('one tap')
    await page.getByRole('button', { name: 'Apply' }).click()
    expect(await rows().allInnerTexts()).toEqual(['unlock'])
    await page.getByRole('link', { name: 'Clear' }).click()
    await page.getByLabel('Tag').selectOption('joy')
    await page.getByRole('button', { name: 'Apply' }).click()
    expect(await rows().allInnerTexts()).toEqual(['bell'])
    await rows().first().click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('bell')
  })

  it('needs no mouse', async () => {
    await open()
    await signIn(['production'])
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search')
    await page.keyboard.type('unlock/')
    expect(await page.getByRole('searchbox').inputValue()).toBe('unlock/')
    await page.keyboard.press('Backspace')
    const link = rows().first()
    for (let step = 0; step < 20 && !(await link.evaluate((one) => one === document.activeElement)); step += 1) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
      expect(outline).not.toBe('none')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('/flags/unlock')
  })

  it('sees the graph, and goes from flag to flag in it', async () => {
    await open()
    await signIn(['production'])
    await page.goto('/flags/unlock')
    await page.locator('svg.graph a').click()
    await page.waitForURL('/flags/lock')
    expect(await page.getByRole('heading', { level: 3, name: 'Needed by' }).isVisible()).toBe(true)
  })
})
