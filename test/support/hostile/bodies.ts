import { type Hostile, marked } from './case.ts'

const keys = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
const context = (value: unknown): string => JSON.stringify({ context: value })
const nested = (levels: number, [open, close]: readonly [string, string] = ['[', ']']): string =>
  `{"context":{"a":${open.repeat(levels - 2)}${close.repeat(levels - 2)}}}`
const sized = (bytes: number): string => context({ a: 'x'.repeat(bytes - 22) }).padEnd(bytes)
const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values)
const utf16 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))

const bad = 'INVALID_CONTEXT'
const unread = 'PARSE_ERROR'

const rows: readonly (readonly [name: string, body: Hostile['body'], status: number, errorCode?: string])[] = [
  ['64 KiB', sized(65_536), 200],
  ['one byte more', sized(65_537), 413, 'GENERAL'],
  ['200 KB', sized(200_000), 413, 'GENERAL'],
  ['a list of 100,000', context({ a: Array.from({ length: 100_000 }, () => 1) }), 413, 'GENERAL'],
  ['200 keys', context(keys(200)), 200],
  ['201 keys', context(keys(201)), 400, bad],
  ['5,000 keys', context(keys(5000)), 400, bad],
  ['300 keys further in', context({ a: keys(300) }), 200],
  ['10,000 values', context(list(9998)), 200],
  ['10,001 values', context(list(9999)), 400, bad],
  ['30,000 values', context(list(29_998)), 400, bad],
  ['10,000 empty lists', context({ a: Array.from({ length: 10_000 }, () => []) }), 400, bad],
  ['10,000 values beside the context', JSON.stringify({ context: {}, other: list(10_000).a }), 400, bad],
  ['32 levels', nested(32), 200],
  ['33 levels', nested(33), 400, bad],
  ['30,000 levels', nested(30_000), 400, bad],
  ['32 levels of objects', nested(32, ['{"a":', '}']).replace('"a":}', '"a":1}'), 200],
  ['10,000 levels of objects', nested(10_000, ['{"a":', '}']).replace('"a":}', '"a":1}'), 400, bad],
  ['33 levels beside the context', `{"context":{},"other":${'['.repeat(32)}${']'.repeat(32)}}`, 400, bad],
  ['lists that never end', '['.repeat(60_000), 400, unread],
  ['a targetingKey of 1 KiB', context({ targetingKey: 'x'.repeat(1024) }), 200],
  ['a targetingKey of 1 KiB and one byte', context({ targetingKey: 'x'.repeat(1025) }), 400, bad],
  ['a targetingKey of 1 KiB in letters of two bytes', context({ targetingKey: 'é'.repeat(513) }), 400, bad],
  ['an empty targetingKey', context({ targetingKey: '' }), 200],
  ['a number as targetingKey', context({ targetingKey: 7 }), 400, bad],
  ['null as targetingKey', context({ targetingKey: null }), 400, bad],
  ['true as targetingKey', context({ targetingKey: true }), 400, bad],
  ['a list as targetingKey', context({ targetingKey: ['alice'] }), 400, bad],
  ['an object as targetingKey', context({ targetingKey: { toString: 'alice' } }), 400, bad],
  ['a lone surrogate', '{"context":{"targetingKey":"\\ud800"}}', 200],
  ['a lone surrogate as key', '{"context":{"\\udc00":1}}', 200],
  ['a NUL', '{"context":{"targetingKey":"\\u0000"}}', 200],
  ['a NUL as it is', '{"context":{"targetingKey":"\u0000"}}', 400, unread],
  ['a line break in a text', '{"context":{"targetingKey":"a\nb"}}', 400, unread],
  ['an escape that is none', '{"context":{"targetingKey":"\\x41"}}', 400, unread],
  ['text that turns around', context({ targetingKey: '\u202Eecila' }), 200],
  ['a key __proto__', '{"context":{"__proto__":{"targetingKey":"alice"}}}', 200],
  ['a targetingKey by __proto__', '{"context":{"__proto__":{"targetingKey":7}}}', 200],
  ['a key constructor', '{"context":{"constructor":{"prototype":{"targetingKey":"alice"}}}}', 200],
  ['keys of prototypes', '{"context":{"toString":1,"hasOwnProperty":2,"valueOf":3,"then":4,"toJSON":5}}', 200],
  ['a body __proto__', '{"__proto__":{"context":{}}}', 400, bad],
  ['two contexts, the second sound', '{"context":null,"context":{}}', 200],
  ['two contexts, the second null', '{"context":{},"context":null}', 400, bad],
  ['a context in capitals', '{"Context":{}}', 400, bad],
  ['a flag beside the context', '{"context":{},"key":"other","flags":["other"]}', 200],
  ['NaN', '{"context":{"a":NaN}}', 400, unread],
  ['Infinity', '{"context":{"a":Infinity}}', 400, unread],
  ['1e999', '{"context":{"a":1e999}}', 200],
  ['-1e999', '{"context":{"a":-1e999}}', 200],
  ['a number of 50,000 digits', `{"context":{"a":${'9'.repeat(50_000)}}}`, 200],
  ['1e-999999999', '{"context":{"a":1e-999999999}}', 200],
  ['-0', '{"context":{"a":-0}}', 200],
  ['0x1f', '{"context":{"a":0x1f}}', 400, unread],
  ['01', '{"context":{"a":01}}', 400, unread],
  ['a text of 60,000', context({ a: 'x'.repeat(60_000) }), 200],
  ['a key of 60,000', context({ ['x'.repeat(60_000)]: 1 }), 200],
  ['a comma behind the last', '{"context":{},}', 400, unread],
  ['a comment', '{"context":{}/* */}', 400, unread],
  ['single quotes', "{'context':{}}", 400, unread],
  ['two bodies', '{"context":{}}{"context":{}}', 400, unread],
  ['something behind the body', '{"context":{}} x', 400, unread],
  ['half a body', '{"context":{"a":', 400, unread],
  ['no body', '', 400, unread],
  ['white space', ' \n\t ', 400, unread],
  ['null', 'null', 400, bad],
  ['true', 'true', 400, bad],
  ['a number', '7', 400, bad],
  ['a text', '"context"', 400, bad],
  ['a list', '[{"context":{}}]', 400, bad],
  ['an empty object', '{}', 400, bad],
  ['a text as context', '{"context":"alice"}', 400, bad],
  ['a number as context', '{"context":7}', 400, bad],
  ['false as context', '{"context":false}', 400, bad],
  ['null as context', '{"context":null}', 400, bad],
  ['a list as context', '{"context":[]}', 400, bad],
  ['bytes that are not UTF-8', bytes(0x22, 0xff, 0xfe, 0x22), 400, unread],
  ['overlong UTF-8', bytes(0x22, 0xc0, 0xaf, 0x22), 400, unread],
  ['a surrogate in UTF-8', bytes(0x22, 0xed, 0xa0, 0x80, 0x22), 400, unread],
  ['a letter that is cut off', bytes(0x22, 0xe2, 0x82), 400, unread],
  ['UTF-16', utf16('{"context":{}}'), 400, unread],
  ['a byte order mark', '\uFEFF{"context":{}}', 200],
  ['two byte order marks', '\uFEFF\uFEFF{"context":{}}', 400, unread],
  ['gzip', bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0), 400, unread],
  ['form data', 'context[targetingKey]=alice', 400, unread],
  ['XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', 400, unread],
  ['a secret in something broken', `{"context":{"targetingKey":"${marked}"`, 400, unread],
  ['a secret in something of the wrong shape', context({ targetingKey: [marked] }), 400, bad],
  ['a secret among too many keys', context({ ...keys(200), email: marked }), 400, bad],
]

function list(count: number): { a: number[] } {
  return { a: Array.from({ length: count }, () => 1) }
}

/** Each asked for one flag, and for all. */
export const bodies: readonly Hostile[] = rows.flatMap(([name, body, status, errorCode]) =>
  ['/ofrep/v1/evaluate/flags/open', '/ofrep/v1/evaluate/flags'].map((path): Hostile => ({
    name: `the body is ${name}`,
    path,
    ...(body !== undefined && { body }),
    status,
    ...(errorCode !== undefined && { errorCode }),
  })),
)
