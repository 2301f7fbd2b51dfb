import { expect, test } from 'vitest'
import { startPage } from '../../support/page.ts'

test('a board of 2,500 flags comes in pages of bounded size, and is searched whole', async () => {
  const flag = { description: 'One of many.', assignments: { production: 'everyone' } }
  const flags = Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`flag-${at}`, flag]))
  const page = await startPage({ openPage: true, sections: { environments: { production: {} }, flags } })
  try {
    const first = await (await page.get('/')).text()
    expect(first).toContain('2,500 flags, page 1 of 13')
    expect(first.length).toBeLessThan(200_000)
    expect(await (await page.get('/?page=13')).text()).toContain('page 13 of 13')
    expect(await (await page.get('/?page=999999')).text()).toContain('page 13 of 13')
    const found = await (await page.get('/?q=flag-2499')).text()
    expect(found).toMatch(/1 of 2,500 flags/)
    expect(found).toContain('href="/flags/flag-2499"')
  } finally {
    await page.worker.stop()
  }
})
