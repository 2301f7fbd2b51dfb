import { Exit, Failure } from '../../diagnostics/failure.ts'
import { Family } from '../../calendar/family.ts'
import { FlagGraph } from '../../model/graph.ts'
import type { Dependency, Flag, Model } from '../../model/model.ts'
import { visible } from '../../source/characters.ts'
import { didYouMean } from '../../source/suggest.ts'

/** A parent and a child, and the variants that the child wants of it; undefined: that it is active. */
export interface Link extends Pick<Dependency, 'parent' | 'variants'> {
  readonly child: Flag
}

/** Flags and what joins them, each in the order of keys. */
export interface Picked {
  readonly flags: readonly Flag[]
  readonly links: readonly Link[]
}

/**
 * The flags to draw: those named, with all that they depend on and all that depend on them; or every one that is joined to
 * another, and with `all` those that are not, too.
 * @throws Failure exit 1 for a name that is none
 */
export function pick(model: Model, names: readonly string[], all: boolean): Picked {
  const family = new Family(new FlagGraph(model))
  const asked = names.map((name) => named(model, name))
  const around =
    asked.length > 0 ? [...family.withAncestors(asked), ...family.withDependants(asked)] : model.flags.values()
  const within = new Set(around)
  const links = inOrder(within).flatMap((child) =>
    [...child.dependsOn]
      .filter(({ parent }) => within.has(parent))
      .sort((a, b) => byKey(a.parent, b.parent))
      .map(({ parent, variants }) => ({ parent, child, variants })),
  )
  const joined = new Set(links.flatMap(({ parent, child }) => [parent, child]))
  return { flags: inOrder(all ? within : new Set([...joined, ...asked])), links }
}

function named(model: Model, name: string): Flag {
  const flag = model.flags.get(name)
  if (flag) return flag
  throw new Failure(`there is no flag \`${visible(name)}\``, {
    exit: Exit.problems,
    help: didYouMean(name, model.flags.keys()),
  })
}

function inOrder(flags: ReadonlySet<Flag>): Flag[] {
  return [...flags].sort(byKey)
}

function byKey(a: Flag, b: Flag): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
