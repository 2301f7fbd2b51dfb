import { expect, test } from 'vitest'
import { inWords, isPlain } from '../../../compiler/plan/words.ts'

test('no list of origins is any, an empty one is none', () => {
  expect([null, [], ['https://a.example', 'https://b.example']].map((one) => inWords('origins', one))).toEqual([
    'any',
    'none',
    'https://a.example, https://b.example',
  ])
})

test('an environment that is new and keeps browsers out is told so', () => {
  expect([null, [], ['https://a.example']].map((one) => isPlain('origins', one))).toEqual([true, false, false])
  expect([null, [], ['x']].map((one) => isPlain('tags', one))).toEqual([true, true, false])
})
