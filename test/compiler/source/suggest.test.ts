import { expect, test } from 'vitest'
import { didYouMean, suggest } from '../../../compiler/source/suggest.ts'

test.each([
  ['enabeld', ['description', 'enabled', 'expires'], 'enabled'],
  ['newCheckout', ['new-checkout', 'newer-checkout'], 'new-checkout'],
  ['beta_testers', ['beta-testers'], 'beta-testers'],
  ['alcie', ['bob', 'alice'], 'alice'],
  ['prod', ['production', 'staging'], 'production'],
  ['prod', ['production-eu', 'production-us'], undefined],
  ['zzz', ['alice', 'bob'], undefined],
  ['x'.repeat(5000), ['x'.repeat(4999)], undefined],
])('for %.20s', (word, known, meant) => {
  expect(suggest(word, known)).toBe(meant)
})

test('the nearest of several wins', () => {
  expect(didYouMean('payment-v2', ['payments-v1', 'payments-v2'])).toBe('did you mean `payments-v2`?')
})

test('two letters that changed places are one slip, even in a short word', () => {
  expect(suggest('usde', ['used'])).toBe('used')
  expect(suggest('abcd', ['badcx', 'wxyz'])).toBeUndefined()
})
