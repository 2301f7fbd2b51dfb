import { type Hostile, marked } from './case.ts'

const credentials: readonly (readonly [name: string, headers: Hostile['headers']])[] = [
  ['there is no key', {}],
  ['the key is empty', { authorization: '' }],
  ['the key is white space', { authorization: 'Bearer \t ' }],
  ['the key is the word alone', { authorization: 'Bearer' }],
  ['the scheme is another', { authorization: `Basic ${marked}` }],
  ['the key is no key of ours', { authorization: `Bearer ${marked}` }],
  ['the key is 8,000 letters', { authorization: `Bearer ${marked.repeat(470)}` }],
  ['the key is 200 lists', { authorization: `Bearer ${'['.repeat(200)}${marked}` }],
  ['the key has another environment', { authorization: `halyard_../x_srv_${'a'.repeat(43)}_000000` }],
  ['the key has __proto__ as environment', { authorization: `halyard___proto___srv_${'a'.repeat(43)}_000000` }],
  ['the key has another kind', { authorization: `halyard_production_adm_${'a'.repeat(43)}_000000` }],
  ['the key has a wrong checksum', { authorization: `halyard_production_srv_${'a'.repeat(43)}_000000` }],
  ['the key is too short', { authorization: `halyard_production_srv_${'a'.repeat(42)}_000000` }],
  ['the key is too long', { authorization: `halyard_production_srv_${'a'.repeat(44)}_000000` }],
  ['the key has letters of another alphabet', { authorization: `halyard_production_srv_${'é'.repeat(43)}_000000` }],
  ['the key is of a long environment', { 'x-api-key': `halyard_${'e'.repeat(4000)}_srv_${'a'.repeat(43)}_000000` }],
  ['the key looks like a slow pattern', { 'x-api-key': `halyard_${'a_'.repeat(3000)}` }],
  ['there are two keys of others', { authorization: `Bearer ${marked}`, 'x-api-key': marked }],
  ['the key is in the wrong header', { 'api-key': marked, cookie: `key=${marked}` }],
  ['the key is SQL', { 'x-api-key': "' OR ''='" }],
  ['the key is a hash', { 'x-api-key': 'a'.repeat(64) }],
]

const harmless: readonly (readonly [name: string, headers: Readonly<Record<string, string>>])[] = [
  ['the type is plain text', { 'content-type': 'text/plain' }],
  ['the type is that of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['the type is that of many parts', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['the type is no type', { 'content-type': ';;;' }],
  ['the type is 4,000 letters', { 'content-type': 'x'.repeat(4000) }],
  ['the type names another character set', { 'content-type': 'application/json; charset=utf-16' }],
  ['the encoding is none', { 'content-encoding': 'identity' }],
  ['the tag is hostile', { 'if-none-match': `"${'"'.repeat(2000)}` }],
  ['there are 1,000 tags', { 'if-none-match': '"x",'.repeat(1000) }],
  ['the host is another', { 'x-forwarded-host': 'evil.example', 'x-original-url': '/version' }],
  ['the method is another', { 'x-http-method-override': 'DELETE' }],
  ['the address is hostile', { 'cf-connecting-ip': '<script>', 'x-forwarded-for': '::::' }],
  ['the trace is hostile', { traceparent: 'x'.repeat(2000), baggage: marked }],
  ['somebody wants to be told everything', { 'x-debug': '1', accept: 'text/html', 'x-halyard-explain': 'all' }],
]

const encodings = ['gzip', 'GZIP', 'br', 'deflate', 'zstd', 'gzip, gzip', 'x', 'identity, gzip']
const origins = ['https://app.example.com', 'null', 'http://localhost', '<script>', 'é', `https://${'a'.repeat(4000)}`]

/** Credentials, and what else stands in headers. */
export const headers: readonly Hostile[] = [
  ...credentials.flatMap(([name, given]) =>
    ['/ofrep/v1/evaluate/flags/open', '/ofrep/v1/evaluate/flags'].map((path): Hostile => ({
      name,
      path,
      headers: { authorization: undefined, ...given },
      status: 401,
      errorCode: 'GENERAL',
    })),
  ),
  ...harmless.map(([name, given]): Hostile => ({ name, headers: given, status: 200 })),
  ...encodings.map((encoding): Hostile => ({
    name: `the body is said to be ${encoding}`,
    headers: { 'content-encoding': encoding },
    status: 415,
    errorCode: 'GENERAL',
  })),
  ...origins.map((origin): Hostile => ({
    name: `a server key comes from a page at ${origin.slice(0, 40)}`,
    headers: { origin },
    status: 403,
    errorCode: 'GENERAL',
  })),
]
