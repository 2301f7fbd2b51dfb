import { describe, expect, test } from 'vitest'
import { problems as ofLoad } from '../../compiler/load/problems/index.ts'
import { problems as ofParse } from '../../compiler/parse/problems/index.ts'
import { problems as ofValidate } from '../../compiler/validate/problems/index.ts'
import { front } from './front.ts'

describe.each([...ofLoad, ...ofParse, ...ofValidate])('$code', (problem) => {
  test('the bad example has this problem and no other error', () => {
    const found = front(problem.bad).diagnostics.filter(
      ({ code, severity }) => severity === 'error' || code === problem.code,
    )
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set([problem.code]))
    expect(found.map(({ severity }) => severity)).toEqual(found.map(() => problem.severity))
  })

  test('the good example is free of it and of errors', () => {
    const found = front(problem.good).diagnostics
    expect(found.filter(({ code, severity }) => severity === 'error' || code === problem.code)).toEqual([])
  })
})
