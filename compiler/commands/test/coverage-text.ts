import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { Coverage, Gap } from '../../testing/coverage.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'
import { byFile } from './by-file.ts'

/** How much the cases touch, and each thing that none does. */
export function coverageText({ totals, gaps }: Coverage, paint: Paint): string {
  const counts = Object.entries(totals).map(([noun, { touched, all }]) => `${touched} of ${all} ${noun}`)
  const head = `${paint('bold', 'coverage')}: ${counts.join(', ')}\n`
  return (
    head +
    byFile(
      gaps,
      ({ place }) => place,
      (gap) => forTerminal(words(gap)),
      paint,
    )
  )
}

function words({ kind, flag, environment, name }: Gap): string {
  const where = environment ? `${flag.key} in ${environment.key}` : flag.key
  if (kind === 'assignment') return `${where}: no case is decided by this assignment`
  if (kind === 'condition') return `${where}: every case that comes to this assignment is admitted`
  if (kind === 'variant') return `${where}: no case gets \`${name}\``
  return `${where}: no case is stopped by \`${name}\``
}
