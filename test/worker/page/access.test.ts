import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PageWorker, startPage } from '../../support/page.ts'

let page: PageWorker
let production = ''

beforeAll(async () => {
  page = await startPage()
  production = page.keys['production']!
})

afterAll(() => page.worker.stop())

describe('without a key', () => {
  it.each(['/', '/flags/lock', '/why'])('%s leads to the form, and back from there', async (path) => {
    const answer = await page.get(path)
    expect(answer.status).toBe(303)
    const form = await page.get(answer.headers.get('location')!)
    expect(form.status).toBe(200)
    const text = await form.text()
    expect(text).toContain(`name="next" value="${path}"`)
    expect(text).not.toMatch(/Locks listen|production</)
  })

  it('a question is not answered', async () => {
    const answer = await page.post('/why', { flag: 'lock', environment: 'production' })
    expect(answer.status).toBe(303)
  })

  it('a program that asks for JSON gets JSON', async () => {
    const answer = await page.get('/', { accept: 'application/json' })
    expect([answer.status, await answer.json()]).toMatchObject([404, { errorCode: 'GENERAL' }])
  })
})

describe('signing in', () => {
  it('keeps the key in a cookie that no script sees, and goes on to where one came from', async () => {
    const answer = await page.post('/sign-in', { key: ` ${production}\n`, next: '/flags/lock' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/flags/lock'])
    expect(answer.headers.get('set-cookie')).toMatch(
      /^halyard=halyard_production_srv_\w+; Path=\/; HttpOnly; SameSite=Strict;/,
    )
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/a b', ''])(
    'leads nowhere else: %s',
    async (next) => {
      const answer = await page.post('/sign-in', { key: production, next })
      expect(answer.headers.get('location')).toBe('/')
    },
  )

  it('each key opens its own column of the board', async () => {
    const one = await (await page.get('/', { cookie: await page.cookie(production) })).text()
    expect(one).toMatch(/<th [^>]*>production/)
    expect(one).not.toMatch(/<th [^>]*>staging/)
    const cookie = await page.cookie(production, page.keys['staging']!)
    const two = await (await page.get('/', { cookie })).text()
    expect(two).toMatch(/<th [^>]*>staging[^]*<th [^>]*>production/) // in the order of promotion
  })

  it('a key that is wrong is refused in words, and never shown again', async () => {
    const wrong = `${production.slice(0, -1)}${production.endsWith('0') ? '1' : '0'}`
    for (const key of [wrong, 'hunter2-secret', '<script>alert(1)</script>', 'x'.repeat(30_000)]) {
      const answer = await page.post('/sign-in', { key })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('set-cookie')).toBeNull()
      const text = await answer.text()
      expect(text).toContain('This key is not known.')
      expect(text).not.toContain(key)
    }
  })

  it('a client key, which anyone can read in a browser, opens nothing', async () => {
    const answer = await page.post('/sign-in', { key: page.clientKey })
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('This is a client key')])
    const forged = await page.get('/', { cookie: `halyard=${page.clientKey}` })
    expect(forged.status).toBe(303)
  })

  it('a form from elsewhere, or from nowhere, is refused', async () => {
    const from = async (headers: Record<string, string>): Promise<number> =>
      (await page.post('/sign-in', { key: production }, headers)).status
    expect(await from({ origin: 'https://evil.example' })).toBe(403)
    expect(await from({ origin: 'null' })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(303)
  })

  it('ends when one signs out', async () => {
    const answer = await page.post('/sign-out', {})
    expect(answer.headers.get('set-cookie')).toMatch(/^halyard=; .*Max-Age=0/)
  })

  it('a key in an address opens nothing', async () => {
    expect((await page.get(`/?key=${production}`)).status).toBe(303)
  })
})

describe('every page', () => {
  it.each(['/', '/flags/lock', '/flags/none', '/why', '/sign-in', '/nowhere'])(
    '%s comes with strict headers',
    async (path) => {
      const answer = await page.get(path, { cookie: await page.cookie(production) })
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(await answer.text()).not.toMatch(/<[^>]* style=|<style|<script>| on[a-z]+="/)
    },
  )

  it('is for its own origin alone: no other page may read it', async () => {
    const cookie = await page.cookie(production)
    for (const path of ['/', '/sign-in', '/flags/none', '/nowhere']) {
      const answer = await page.get(path, { cookie, origin: 'https://evil.example' })
      expect(answer.headers.get('access-control-allow-origin'), path).toBeNull()
    }
  })

  it('a flag that is not there and a page that is not there are 404', async () => {
    const cookie = await page.cookie(production)
    expect((await page.get('/flags/none', { cookie })).status).toBe(404)
    expect((await page.get('/nowhere', { cookie })).status).toBe(404)
  })

  it('the style sheet and the script are named by what they hold, and may be kept', async () => {
    const text = await (await page.get('/sign-in')).text()
    for (const [, path] of text.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)) {
      const answer = await page.get(path!)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
  })
})

/** For fetch sends no Host of our choice. */
function ask(
  url: string,
  host: string,
  form?: { path: string; fields: Record<string, string> },
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url)
  const method = form ? 'POST' : 'GET'
  const headers = { host, accept: 'text/html', origin: `http://${host}` }
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path: form?.path ?? '/', headers }, (answer) => {
      answer.resume()
      resolve(answer)
    })
    asked.once('error', reject)
    asked.end(form ? new URLSearchParams(form.fields).toString() : undefined)
  })
}

async function statusOf(url: string, host: string): Promise<number> {
  return (await ask(url, host)).statusCode ?? 0
}

describe('opened by halyard dev', () => {
  it('the page needs no key on this machine, and does for a name that somebody led here', async () => {
    const open = await startPage({ openPage: true })
    try {
      const { port } = new URL(open.worker.url)
      for (const host of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])
        expect(await statusOf(open.worker.url, `${host}:${port}`), host).toBe(200)
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '0.0.0.0', '127.1.1.1'])
        expect(await statusOf(open.worker.url, `${host}:${port}`), host).toBe(303)
      const text = await (await open.get('/')).text()
      expect(text).toMatch(/<th [^>]*>development[^]*<th [^>]*>staging[^]*<th [^>]*>production/)
    } finally {
      await open.worker.stop()
    }
  })

  it('where the page is not opened, this machine needs a key as well', async () => {
    expect(await statusOf(page.worker.url, '127.0.0.1')).toBe(303)
  })

  it('a key is not taken where it would travel in the open', async () => {
    const form = { path: '/sign-in', fields: { key: production } }
    const answer = await ask(page.worker.url, 'flags.example', form)
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([401, undefined])
  })
})
