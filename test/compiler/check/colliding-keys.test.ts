import { expect, it } from 'vitest'
import { compileText } from '../../support/compile.ts'

const told = async (...keys: string[]): Promise<string[]> => {
  const flags = keys.map((key) => `  ${key}: { assignments: { production: everyone } }\n`).join('')
  const compiled = await compileText(`environments: { production: {} }\nflags:\n${flags}`)
  return compiled.told.filter((line) => line.startsWith('colliding-keys'))
}

it.each([
  ['new-checkout', 'new_checkout'],
  ['new-checkout', 'new.checkout'],
  ['new-checkout', 'newCheckout'],
  ['new-checkout', 'NewCheckout'],
  ['new-checkout', 'New-Checkout'],
  ['new-checkout', 'new--checkout'],
  ['a-1', 'a1'],
])('%s and %s become one identifier', async (one, other) => {
  expect(await told(one, other)).toHaveLength(1)
})

it.each([
  ['new-checkout', 'newcheckout'],
  ['new-checkout', 'new-checkout-2'],
  ['a-b', 'ab'],
])('%s and %s do not', async (one, other) => {
  expect(await told(one, other)).toEqual([])
})
