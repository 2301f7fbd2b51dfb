import { type Condition, kind } from '../../evaluate/condition/condition.ts'
import { wanted } from '../../words/operators.ts'
import { joined } from '../../words/values.ts'
import type { Seen } from '../access/viewer.ts'
import { groupWords } from './group.ts'

/** What a condition asks, to follow “where”: `city must be one of utrecht or ghent and plan must be pro`. */
export function conditionWords(seen: Seen, condition: Condition): string {
  const { children, groups, path, tests, negate } = condition
  const parts = children.map((child) => conditionWords(seen, child))
  switch (condition.kind) {
    case kind.all:
      return parts.join(' and ') || 'always'
    case kind.any:
      return parts.length > 1 ? `(${parts.join(' or ')})` : (parts[0] ?? 'never')
    case kind.not:
      return `not (${parts.join('')})`
    case kind.group:
      return `in ${joined(
        groups.map((group) => groupWords(seen, group)),
        'or',
      )}`
    default:
      return `${path.name} must ${negate ? 'not ' : ''}${tests.map(wanted).join(negate ? ' and at once ' : ' and ')}`
  }
}
