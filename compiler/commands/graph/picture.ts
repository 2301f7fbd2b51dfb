import { layout } from '../../../worker/graph/layout.ts'
import { svg } from '../../../worker/graph/svg.ts'
import { visible } from '../../source/characters.ts'
import type { Drawing } from './drawing.ts'

/** The picture that the page shows, as a file of its own. */
export function picture({ nodes, edges }: Drawing, title: string): string {
  const shown = nodes.map(({ key, state, note, isDisabled }) => ({
    key,
    ...(state === undefined ? {} : { state }),
    ...(note || isDisabled ? { note: visible(note ?? 'disabled') } : {}),
  }))
  return `${svg(layout(shown, edges), { title, standalone: true })}\n`
}
