import type { Edge, Node } from '../../../worker/graph/graph.ts'
import { joined } from '../../diagnostics/prose.ts'
import type { Picked } from './pick.ts'

/** How a flag stands in the environment that was asked about. */
export interface Standing {
  /** One of the names that the picture has a mark for. */
  readonly state: string
  readonly words: string
}

/** A flag as it is drawn. */
export interface Drawn extends Node {
  /** The master switch is off: it is drawn with dashes. */
  readonly isDisabled: boolean
}

/** What is drawn, whatever the format. */
export interface Drawing {
  readonly nodes: readonly Drawn[]
  /** From parents to children, with the variants that a child wants. */
  readonly edges: readonly Edge[]
}

/** @param standings by flag key; empty when no environment was asked about */
export function drawingOf({ flags, links }: Picked, standings: ReadonlyMap<string, Standing>): Drawing {
  return {
    nodes: flags.map(({ key, enabled }) => {
      const standing = standings.get(key)
      return { key, isDisabled: !enabled, ...(standing ? { state: standing.state, note: standing.words } : {}) }
    }),
    edges: links.map(({ parent, child, variants }) => ({
      from: parent.key,
      to: child.key,
      ...(variants ? { label: joined(variants, 'or') } : {}),
    })),
  }
}
