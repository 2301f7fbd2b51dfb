import { isDeepStrictEqual } from 'node:util'
import type { TestExpectationInput } from '../../schema/types.ts'
import { choices, quote } from '../diagnostics/prose.ts'
import type { Flag } from '../model/model.ts'
import { shorten } from '../source/shorten.ts'
import type { Place } from '../source/source.ts'
import { didYouMean } from '../source/suggest.ts'
import type { Said } from './asked.ts'
import type { Expected } from './case.ts'
import type { Say } from './linker.ts'
import { testUnknownAnswer } from './problems/test-unknown-answer.ts'

/** What a case expects, or undefined after saying why the flag can never answer so. */
export function readExpectation(
  { value, place }: Said<TestExpectationInput>,
  flag: Flag,
  say: Say,
): Expected | undefined {
  const expected = { ...(typeof value === 'string' ? { variant: value } : value), place }
  const below = (name: string): Place => (typeof value === 'string' ? place : { ...place, path: [...place.path, name] })
  const possible =
    isVariant(expected, flag, below, say) && isValue(expected, flag, below, say) && isParent(expected, flag, below, say)
  return possible ? expected : undefined
}

type Below = (name: string) => Place

function isVariant({ variant }: Expected, flag: Flag, below: Below, say: Say): boolean {
  const names = flag.variants.map(({ name }) => name)
  if (variant === undefined || names.includes(variant)) return true
  const help = didYouMean(variant, names) ?? `its variants are ${choices(names)}`
  const message = `${quote(flag.key)} has no variant ${quote(variant)}`
  say(testUnknownAnswer, { message, where: below('variant'), help })
  return false
}

function isValue({ value, variant }: Expected, flag: Flag, below: Below, say: Say): boolean {
  if (value === undefined) return true
  const meant = flag.variants.filter(({ name }) => variant === undefined || name === variant)
  if (meant.some(({ json }) => isDeepStrictEqual(JSON.parse(json), value))) return true
  const message =
    variant === undefined
      ? `no variant of ${quote(flag.key)} has the value ${short(JSON.stringify(value))}`
      : `the variant ${quote(variant)} of ${quote(flag.key)} has another value than ${short(JSON.stringify(value))}`
  const help = `${meant.length > 1 ? 'the values are' : 'its value is'} ${meant.map(({ json }) => short(json)).join(', ')}`
  say(testUnknownAnswer, { message, where: below('value'), help })
  return false
}

function isParent({ blockedBy }: Expected, flag: Flag, below: Below, say: Say): boolean {
  const parents = flag.dependsOn.map(({ parent }) => parent.key)
  if (blockedBy === undefined || parents.includes(blockedBy)) return true
  say(testUnknownAnswer, {
    message: `${quote(flag.key)} does not depend on ${quote(blockedBy)}`,
    where: below('blockedBy'),
    help: didYouMean(blockedBy, parents) ?? (parents.length > 0 ? `it depends on ${choices(parents)}` : undefined),
  })
  return false
}

function short(json: string): string {
  return quote(shorten(json, 60))
}
