import type { Option } from './command.ts'
import { Failure } from '../diagnostics/failure.ts'

/** The `--format` option over these formats; the first is the default. */
export function formatOption(...formats: readonly string[]): Option & { type: 'string' } {
  return { type: 'string', value: formats.join('|'), summary: 'how to print the result', default: formats[0] ?? '' }
}

/** The format asked for, or the first when none was; anything else is wrong use. */
export function readFormat<const F extends string>(asked: string | undefined, formats: readonly [F, ...F[]]): F {
  const found = formats.find((format) => format === (asked ?? formats[0]))
  if (found) return found
  throw new Failure(`there is no format \`${asked}\``, { help: `choose one of ${formats.join(', ')}` })
}
