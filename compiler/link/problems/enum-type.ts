import type { Problem } from '../../diagnostics/diagnostic.ts'

export const enumType: Problem = {
  code: 'enum-type',
  severity: 'error',
  summary: 'A value of an enum is not of the type that its attribute is declared with.',
  why: 'Comparisons are strict, so a value of another type is one that the attribute never has.',
  bad: `attributes:
  seats: { type: integer, enum: [1, ten] }
`,
  good: `attributes:
  seats: { type: integer, enum: [1, 10] }
`,
}
