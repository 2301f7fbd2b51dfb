import { expect, test } from 'vitest'
import { forAnnotation, forMarkdown, forMarkdownCode, forTerminal } from '../../../compiler/diagnostics/sanitise.ts'

test('a terminal sees escapes, line ends and marks of direction as text', () => {
  expect(forTerminal('a\u001b[2J\nb\u202ec\u200bd\u0085')).toBe('a\\u{1b}[2J\\u{a}b\\u{202e}c\\u{200b}d\\u{85}')
  expect(forTerminal('café 日本 😀')).toBe('café 日本 😀')
})

test('an annotation escapes the percent sign', () => {
  expect(forAnnotation('100%0A')).toBe('100%250A')
})

test('nothing ends a code span of Markdown', () => {
  expect(forMarkdownCode('a')).toBe('`a`')
  expect(forMarkdownCode('a``b|c')).toBe('``` a``b\\|c ```')
  expect(forMarkdownCode('')).toBe('`  `')
})

test('prose in Markdown links, mentions and embeds nothing', () => {
  expect(forMarkdown('![x](http://e) @all #1 <b>')).toBe('\\!\\[x\\]\\(http://e\\) @\u200ball \\#1 \\<b\\>')
})
