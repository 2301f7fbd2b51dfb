import { describe, expect, it } from 'vitest'
import { looksPersonal, masked } from '../../../compiler/model/personal.ts'

describe('a key', () => {
  it.each([
    'a@b.example',
    'mara.de.wit+flags@mail.example.org',
    '+31612345678',
    '+31 6 1234-5678',
    '0031 6 12345678',
    '+1 (555) 010 9999',
  ])('looks personal when it is %s', (key) => expect(looksPersonal(key)).toBe(true))

  it.each([
    'mara-101c',
    '1000234567',
    '+1',
    'a@b',
    '@',
    'user@host',
    '2026-11-23',
    '+plus',
    '00',
    `${'a'.repeat(255)}@b.example`,
  ])('does not when it is %s', (key) => expect(looksPersonal(key)).toBe(false))

  it.each([
    ['mara@example.com', 'm…@…'],
    ['+31612345678', '+3…'],
    ['🚲🚲🚲', '🚲🚲…'],
    ['x', 'x…'],
  ])('%s is shown as %s', (key, shown) => expect(masked(key)).toBe(shown))
})
