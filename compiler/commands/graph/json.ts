import { toJson } from '../../diagnostics/sanitise.ts'
import type { Drawing } from './drawing.ts'
import type { Picked } from './pick.ts'

/** The graph for machines. */
export function graphJson({ links }: Picked, { nodes }: Drawing, environment: string | undefined): string {
  const flags = nodes.map(({ key, isDisabled, state, note }) => ({
    key,
    enabled: !isDisabled,
    ...(state === undefined ? {} : { state, note }),
  }))
  const dependencies = links.map(({ parent, child, variants }) => ({
    parent: parent.key,
    child: child.key,
    ...(variants ? { variants } : {}),
  }))
  return `${toJson({ ...(environment === undefined ? {} : { environment }), flags, dependencies })}\n`
}
