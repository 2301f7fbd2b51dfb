import { describe, expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'
import { pointedAt, told } from './told.ts'

const files = (...origins: string[]) => `environments: { production: { origins: ${JSON.stringify(origins)} } }\n`
const codes = /origin/

describe('an origin', () => {
  test.each([
    'https://app.example.com',
    'https://app.example.com:8443',
    'https://*.example.com',
    'https://*.eu.example.com:8443',
    'https://intranet',
    'https://xn--caf-dma.example',
    'https://192.0.2.7',
    'https://[2001:db8::1]:8080',
    'http://localhost',
    'http://localhost:5173',
    'http://localhost:*',
    'http://127.0.0.1:*',
    'http://[::1]:*',
    'http://*.localhost:3000',
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  ])('%s is fine', async (origin) => {
    expect(await told(files(origin), codes)).toEqual([])
  })

  test.each([
    ['*', 'is every origin', 'leave `origins` out'],
    ['null', 'no origin of their own', 'an address of its own'],
    ['app.example.com', 'has no scheme', 'write `https://app.example.com`'],
    ['localhost:5173', 'has no scheme', 'write `http://localhost:5173`'],
    ['https://app.example.com/', 'a slash behind the host', 'write `https://app.example.com`'],
    ['https://app.example.com/login', 'goes on behind the host', 'write `https://app.example.com`'],
    ['https://app.example.com?x=1', 'goes on behind the host', 'write `https://app.example.com`'],
    ['https://*.example.com/*', 'goes on behind the host', 'write `https://*.example.com`'],
    ['https://ann:secret@example.com', 'names a user', 'write `https://example.com`'],
    ['https://App.Example.com', 'has upper case', 'write `https://app.example.com`'],
    ['HTTPS://app.example.com', 'has upper case', 'write `https://app.example.com`'],
    ['https://café.example', 'in another spelling', 'write `https://xn--caf-dma.example`'],
    ['https://app.example.com:443', 'the usual port', 'write `https://app.example.com`'],
    ['http://localhost:80', 'the usual port', 'write `http://localhost`'],
    [' https://app.example.com', 'white space', 'write `https://app.example.com`'],
    ['https://app.example.com:*', 'leaves the port open', 'write `https://app.example.com`'],
    ['https://*.example.com:*', 'leaves the port open', 'write `https://*.example.com`'],
    ['https://app.*.example.com', 'does not stand for one label', 'such as `https://app.example.com`'],
    ['https://*.*.example.com', 'does not stand for one label', 'such as `https://app.example.com`'],
    ['https://*example.com', 'does not stand for one label', 'such as `https://app.example.com`'],
    ['https://*', 'does not stand for one label', 'such as `https://app.example.com`'],
    ['https://*.com', 'does not stand for one label', 'such as `https://app.example.com`'],
    ['https://127.1', 'is not an origin', 'write `https://127.0.0.1`'],
    ['https://app.example.com:99999', 'is not an origin', 'such as `https://app.example.com`'],
    ['https://', 'is not an origin', 'such as `https://app.example.com`'],
    ['file:///home', 'goes on behind the host', 'such as `https://app.example.com`'],
  ])('%s is not, and it is said why and what to write', async (origin, why, what) => {
    const [problem, ...others] = await told(files(origin), codes)
    expect(others).toEqual([])
    expect(problem).toMatch(/^bad-origin: `/)
    expect(problem).toContain(`\`${origin}\` `)
    expect(problem).toContain(why)
    expect(problem?.split(' | ')[1]).toContain(what)
  })

  test('without encryption is a warning, on this machine it is fine', async () => {
    expect(await told(files('http://app.example.com', 'http://192.168.1.7:3000', 'http://127.0.0.2'), codes)).toEqual([
      expect.stringMatching(/^insecure-origin: .*`http:\/\/app\.example\.com`.* \| .*`https:\/\/app\.example\.com`/),
      expect.stringMatching(/^insecure-origin: .*`http:\/\/192\.168\.1\.7:3000`/),
    ])
  })

  test('is pointed at itself, among others', async () => {
    const text = files('https://a.example', 'https://b.example/', 'http://c.example')
    expect(await pointedAt(text, codes)).toEqual(['"https://b.example/"', '"http://c.example"'])
  })
})

test('the model has them sorted and once, and tells none from an empty list', async () => {
  const { model } = await compileText(`environments:
  some: { origins: ['https://b.example', 'https://a.example', 'https://b.example'] }
  none: { origins: [] }
  any: {}
`)
  expect([...model.environments.values()].map(({ origins }) => origins)).toEqual([
    ['https://a.example', 'https://b.example'],
    [],
    undefined,
  ])
})

test.each([
  ['https://app.example.com', 'must be a list'],
  ['[7]', 'item 1 of `origins`'],
  ["['']", 'item 1 of `origins`'],
  [`[${"'https://a.example',".repeat(101)}]`, '100'],
])('origins: %.30s has the wrong shape', async (written, says) => {
  const { told: problems } = await compileText(`environments: { production: { origins: ${written} } }\n`)
  expect(problems.join('\n')).toContain(says)
})
