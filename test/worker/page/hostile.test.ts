import { afterAll, describe, expect, it } from 'vitest'
import type { Board } from '../../../schema/types.ts'
import { type PageWorker, startPage } from '../../support/page.ts'

const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`

/** Every text of a board, but for what it is found by, is hostile. */
function poisoned(value: unknown, name = ''): unknown {
  if (['key', 'environment'].includes(name)) return value
  if (typeof value === 'string') return name === 'source' ? 'javascript:alert(1)//{path}' : `${evil}${value}`
  if (Array.isArray(value)) return value.map((item) => poisoned(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poisoned(inner, key)]))
}

const running: PageWorker[] = []
afterAll(() => Promise.all(running.map(({ worker }) => worker.stop())))

async function start(...options: Parameters<typeof startPage>): Promise<PageWorker> {
  const page = await startPage(...options)
  running.push(page)
  return page
}

function harmless(text: string): void {
  expect(text).not.toContain('<script>')
  expect(text).not.toContain('<img')
  expect(text).not.toMatch(/(?:href|src)="(?!\/|https:\/\/|data:image\/svg\+xml,|#)/)
}

describe('whatever people and strangers wrote', () => {
  it('stays text on every page', async () => {
    const page = await start({ openPage: true, board: (board: Board) => poisoned(board) })
    const paths = ['/', `/?q=${encodeURIComponent(evil)}&owner=${encodeURIComponent(evil)}`, '/flags/unlock', '/why']
    const strange = [
      `/flags/${encodeURIComponent(evil)}`,
      `/why?flag=${encodeURIComponent(evil)}`,
      '/sign-in?next=/%22%3E',
    ]
    for (const path of [...paths, ...strange]) harmless(await (await page.get(path)).text())
    const asked = { flag: 'unlock', environment: evil, key: evil, attributes: `city=${evil}\n${evil}=1`, at: '' }
    const answer = await page.post('/why', asked)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    harmless(text)
    expect(text).toContain('&lt;script&gt;alert(1)')
  })

  it.each([
    ['{', 'The attributes begin with { but are not JSON.'],
    ['[1]', 'is not a line like city=utrecht.'],
    ['city', 'is not a line like city=utrecht.'],
    [Array.from({ length: 201 }, (_, at) => `a${at}=1`).join('\n'), 'The context has 201 keys; 200 are allowed.'],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'The body is nested deeper than 32 levels.'],
    ['{"targetingKey":7}', 'The targetingKey is not a string.'],
  ])('attributes that are none are told so: %s', async (attributes, problem) => {
    const page = running[0]!
    const answer = await page.post('/why', { flag: 'lock', environment: 'production', attributes })
    const text = await answer.text()
    expect([answer.status, text.includes('role="alert"')]).toEqual([200, true])
    expect(text).toContain(problem)
    expect(text).not.toContain('id="answer"')
  })

  it('an instant that is none, a flag that is none and a form that is too large are told so', async () => {
    const page = running[0]!
    const ask = async (fields: Record<string, string>) => page.post('/why', { environment: 'production', ...fields })
    expect(await (await ask({ flag: 'lock', at: 'tomorrow' })).text()).toContain('is not an instant such as')
    expect(await (await ask({ flag: '__proto__' })).text()).toContain('there is no such flag')
    expect((await ask({ flag: 'lock', attributes: 'x'.repeat(70_000) })).status).toBe(413)
  })

  it('names that objects inherit are flags and attributes like others', async () => {
    const page = running[0]!
    for (const key of ['__proto__', 'constructor', 'toString'])
      expect((await page.get(`/flags/${key}`)).status).toBe(404)
    const attributes = '__proto__={"city":"utrecht"}\nconstructor=1'
    const answer = await page.post('/why', { flag: 'unlock', environment: 'production', attributes })
    expect(await answer.text()).toContain('city must be one of utrecht or ghent; it is missing')
  })
})

describe('a board that is', () => {
  it.each<[string, (board: Board) => unknown]>([
    ['not there', () => undefined],
    ['no object', () => 7],
    ['of another format', (board) => ({ ...board, format: 2 })],
    ['of another environment', (board) => ({ ...board, environment: 'elsewhere' })],
    ['torn', (board) => ({ ...board, flags: [...board.flags, { key: 'x' }] })],
    ['full of objects where texts belong', (board) => ({ ...board, flags: [{ key: { isEscaped: true }, place: {} }] })],
  ])('%s leaves what the snapshot knows', async (_, board) => {
    const page = await start({ openPage: true, board })
    const text = await (await page.get('/flags/unlock')).text()
    expect(text).toContain('Who changed it is not known here')
    expect(text).toContain('group number 1: on')
    expect(text).toContain(
      'everyone, where city must be one of utrecht or ghent, 25 % of them, from 2026-01-01 00:00 UTC: on',
    )
    expect(await (await page.get('/')).text()).toMatch(/jubilee[^]*Scheduled[^]*from 2999-01-01 00:00 UTC/)
    const answer = await page.post('/why', { flag: 'unlock', environment: 'production', key: 'mara-101c' })
    expect(await answer.text()).toContain('mara-101c is a member of group number 1')
  })
})
