import { expect, test } from 'vitest'
import { forAnnotation, forTerminal, forWorkflowLog } from '../../../compiler/diagnostics/sanitise.ts'

test('a terminal sees escapes, line ends and marks of direction as text', () => {
  expect(forTerminal('a\u001b[2J\nb\u202ec\u200bd\u0085')).toBe('a\\u{1b}[2J\\u{a}b\\u{202e}c\\u{200b}d\\u{85}')
  expect(forTerminal('café 日本 😀')).toBe('café 日本 😀')
})

test('an annotation escapes the percent sign', () => {
  expect(forAnnotation('100%0A')).toBe('100%250A')
})

test('no text becomes a command in the log of a workflow, at the start of a line or within it', () => {
  expect(forWorkflowLog('  ::error::x')).toBe('  :\u200b:error::x')
  expect(forWorkflowLog('flag ##[error]x')).toBe('flag #\u200b#[error]x')
})
