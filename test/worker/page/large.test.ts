import { expect, test } from 'vitest'
import { startPage } from '../../support/page.ts'

test('a board of 10,000 flags comes in pages of bounded size, and is searched whole', async () => {
  const flag = { description: 'One of many.', assignments: { production: 'everyone' } }
  const flags = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`flag-${at}`, flag]))
  const page = await startPage({ openPage: true, sections: { environments: { production: {} }, flags } })
  try {
    const first = await (await page.get('/')).text()
    expect(first).toContain('10,000 flags, page 1 of 50')
    expect(first.length).toBeLessThan(200_000)
    expect(await (await page.get('/?page=50')).text()).toContain('page 50 of 50')
    expect(await (await page.get('/?page=999999')).text()).toContain('page 50 of 50')
    const found = await (await page.get('/?q=flag-9999')).text()
    expect(found).toMatch(/1 of 10,000 flags/)
    expect(found).toContain('href="/flags/flag-9999"')
  } finally {
    await page.worker.stop()
  }
})

test('a flag with more parents than the picture holds still tells all that depend on it', async () => {
  const flag = (...dependsOn: readonly string[]) => ({ dependsOn, assignments: { production: 'everyone' } })
  const many = (name: string, of: object) =>
    Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`${name}-${at}`, of]))
  const flags = {
    ...many('parent', flag()),
    ...many('child', flag('hub')),
    hub: flag(...Object.keys(many('parent', {}))),
  }
  const page = await startPage({ openPage: true, sections: { environments: { production: {} }, flags } })
  try {
    const text = await (await page.get('/flags/hub')).text()
    const [picture = '', lists = ''] = text.split('There are more; the nearest are shown.')
    for (const name of ['parent', 'child']) {
      expect(picture.match(new RegExp(`/flags/${name}-`, 'g'))?.length).toBeGreaterThan(50)
      expect(lists.match(new RegExp(`/flags/${name}-`, 'g'))?.length).toBe(150)
    }
  } finally {
    await page.worker.stop()
  }
})
