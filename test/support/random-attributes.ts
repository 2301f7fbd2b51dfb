import * as fc from 'fast-check'

// Attributes as an application may send them beside the targeting key: those that random conditions ask for, fit or not.

const value = fc.constantFrom<unknown>(
  'NL',
  'DE',
  'nl',
  '',
  '\u{1f600} “x”',
  '__proto__',
  'aaa 7',
  '1.5',
  '1.0.0',
  'v1.2.0',
  '2026-08-01T00:00:00Z',
  '10.1.2.3',
  '2001:db8::1',
  0,
  1.5,
  -2,
  1e21,
  true,
  null,
  ['NL', 'DE'],
  [],
  { b: 1, a: ['x', 2.5] },
  { plan: 'NL' },
)

export const attributes: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  { country: value, age: value, account: value, 'account.plan': value, toString: value, company: value },
  { requiredKeys: [] },
)
