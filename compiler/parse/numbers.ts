import type { Scalar } from 'yaml'
import type { Path } from '../source/source.ts'
import type { Findings } from './findings.ts'
import { ambiguousNumber } from './problems/ambiguous-number.ts'
import { numberOutOfRange } from './problems/number-out-of-range.ts'

/** True when a number means what its text says. Text that people read in two ways is warned about. */
export function judgeNumber(node: Scalar, value: number, path: Path, findings: Findings): boolean {
  const source = node.source ?? ''
  const where = findings.span(node.range?.[0] ?? 0, node.range?.[1] ?? 0)
  if (!Number.isFinite(value) || (value === 0 && /^[-+]?[0-9.]*[1-9]/.test(source))) {
    findings.add(numberOutOfRange, { message: `\`${source}\` is not a number that can be stored`, where, help: quote })
    return false
  }
  if (!/[.eE]/.test(source.replace(/^0x.*/, '')) && !Number.isSafeInteger(value)) {
    const becomes = String(value) === source ? '' : ` (it would become ${value})`
    const message = `\`${source}\` is larger than whole numbers can be kept exactly${becomes}`
    findings.add(numberOutOfRange, { message, where, help: quote })
    return false
  }
  if (unusual.test(source) && String(value) !== source && (path[2] === 'variants' || path.includes('when'))) {
    const message = `\`${source}\` is read as the number ${value}`
    findings.add(ambiguousNumber, { message, where, help: `write \`${value}\`, or \`'${source}'\` if you mean text` })
  }
  return true
}

const quote = 'put it in quotes if you mean text'

/** Leading zeros, octal, hexadecimal, exponents. */
const unusual = /^[-+]?0[0-9ox]|^[-+]?[0-9.]+e/i
