import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownCell, markdownCode, markdownProse } from '../../../compiler/diagnostics/markdown.ts'
import { visible } from '../../../compiler/source/characters.ts'
import { attacks, hostileText } from '../../support/hostile-texts.ts'
import { alive, proseOf, rendered, tagsOf, textOf } from '../../support/rendered.ts'

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const letters = (text: string): string => text.replaceAll(/[`\s]/g, '')

/** As a reader should see it: a comment of HTML that begins somewhere is the one thing that is spelt out. */
const readable = (text: string): string => visible(text).replaceAll('<!', String.raw`\u{3c}!`)

test('a code span is one, whatever is in it', () => {
  expect(markdownCode('a')).toBe('`a`')
  expect(markdownCode('a``b|c')).toBe('```a``b|c```')
  expect(markdownCode('`')).toBe('`` ` ``')
  expect(markdownCode('')).toBe('`  `')
  expect(markdownCode('<!-- x -->')).toBe('`\\u{3c}!-- x -->`')
})

test('plain words stay words, names in backticks become code, and so does all that could mean something', () => {
  expect(markdownProse('removes `old-flag`, which 3 users have (12.5 %)')).toBe(
    'removes `old-flag`, which 3 users have (12.5 %)',
  )
  expect(markdownProse('in a well-known file; lift it with --allow-removal')).toBe(
    'in a well-known file; lift it with `--allow-removal`',
  )
  expect(markdownProse('2 users gain it (ann-1, bob, … 9 more)')).toBe('2 users gain it (`ann-1`, bob, … 9 more)')
  expect(markdownProse('Alice Janssen <alice@example.com>')).toBe('Alice Janssen `<alice@example.com>`')
  expect(markdownProse('1. ping @all, see #1')).toBe('1\\. ping `@all`, see `#1`')
})

test.each(attacks.map((attack) => [attack]))('%j does nothing in a code span or in a sentence', (attack) => {
  for (const markdown of [markdownCode(attack), markdownProse(attack), markdownProse(`a \`${attack}\` b`)]) {
    const html = rendered(`- x ${markdown} y`)
    expect(proseOf(html)).not.toMatch(alive)
    expect(tagsOf(html).filter((tag) => !/^\/?(?:ul|li|code)$/.test(tag))).toEqual([])
  }
})

test('no text is more than a code span, and all of it can be read', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const html = rendered(`x ${markdownCode(text)} y`)
      expect(tagsOf(html)).toEqual(['p', 'code', '/code', '/p'])
      expect(squeezed(textOf(html))).toBe(squeezed(`x ${readable(text)} y`))
    }),
    { numRuns: 1000 },
  )
})

test('no sentence links, mentions, embeds or formats anything, and all of it can be read', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const html = rendered(`- x ${markdownProse(text)} y`)
      expect(tagsOf(html).filter((tag) => !/^\/?(?:ul|li|code)$/.test(tag))).toEqual([])
      expect(proseOf(html)).not.toMatch(alive)
      // a pair of backticks asks for a code span
      expect(letters(textOf(html))).toBe(letters(`x${readable(text)}y`))
    }),
    { numRuns: 1000 },
  )
})

test('no cell of a table ends early', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (one, other) => {
      const cells = [markdownCode(one), markdownProse(other)].map(markdownCell).join(' | ')
      const html = rendered(`| a | b |\n| --- | --- |\n| ${cells} |\n`)
      expect(tagsOf(html).filter((tag) => tag === 'td')).toHaveLength(2)
      expect(tagsOf(html).filter((tag) => tag === 'tr')).toHaveLength(2)
      expect(proseOf(html)).not.toMatch(alive)
    }),
    { numRuns: 1000 },
  )
})
