import { isMap, isPair, isSeq, type Pair } from 'yaml'
import { alignItems, alignKeys, type Step } from './align.ts'
import { reviseBlock } from './block.ts'
import type { Draft, Slot } from './draft.ts'
import { reviseFlow } from './flow.ts'
import { type Collection, colonOf, columnOf, dashOf, startOf } from './layout.ts'
import { flowPair, flowText, innerOf, isFlat, itemLines, pairLines, widest } from './render.ts'
import { replaceValue } from './replace.ts'
import { isYamlList, isYamlMap, sameYaml, type Yaml, type YamlMap, yamlOf } from './yaml.ts'
import { Unsafe } from './unsafe.ts'

/** Makes a node say `value` with the least change: what stays the same inside a collection is not touched. */
export function revise(draft: Draft, slot: Slot, node: unknown, value: Yaml): void {
  const old = yamlOf(node)
  if (old === undefined) throw new Unsafe('an alias or a tag stands here')
  if (sameYaml(old, value)) return
  if (isMap(node) && isYamlMap(old) && isYamlMap(value)) {
    const keys = [...value.keys()]
    reviseCollection(draft, slot, { node, old, value, steps: alignKeys([...old.keys()], keys) })
  } else if (isSeq(node) && isYamlList(old) && isYamlList(value))
    reviseCollection(draft, slot, { node, old, value, steps: alignItems(old, value) })
  else replaceValue(draft, slot, node, value)
}

interface Revision {
  readonly node: Collection
  readonly old: readonly Yaml[] | YamlMap
  readonly value: readonly Yaml[] | YamlMap
  readonly steps: readonly Step[]
}

function reviseCollection(draft: Draft, slot: Slot, revision: Revision): void {
  const { node, value, steps } = revision
  if (!steps.some(({ kind }) => kind === 'keep') || outgrows(draft, slot, revision))
    return replaceValue(draft, slot, node, value)
  const entries = isYamlList(value) ? value.map((item) => ['', item] as const) : [...value]
  const entry = (to: number) => entries[to] as readonly [string, Yaml]
  const inFlow = slot.inFlow || node.flow === true
  const kept = (from: number, to: number): void => {
    const item = node.items[from]
    revise(draft, slotOf(draft.text, node, from, inFlow), isPair(item) ? item.value : item, entry(to)[1])
  }
  if (inFlow) {
    const added = (to: number): string => (isMap(node) ? flowPair(entry(to)) : flowText(entry(to)[1]))
    return reviseFlow(draft, node, steps, added, kept)
  }
  const added = (to: number): string[] => linesOf(draft, node, entry(to))
  reviseBlock(draft, { node, behind: slot.behind }, steps, added, kept)
}

function slotOf(text: string, node: Collection, index: number, inFlow: boolean): Slot {
  if (isMap(node)) {
    const pair = node.items[index] as Pair
    return { kind: 'pair', behind: colonOf(text, pair), column: columnOf(text, startOf(pair)), inFlow }
  }
  const start = inFlow ? startOf(node.items[index]) : dashOf(text, node, index)
  return { kind: 'item', behind: inFlow ? start : start + 1, column: columnOf(text, start), inFlow }
}

/** A new item of a list stands in braces when all of its neighbours do. */
function linesOf({ text, indentation }: Draft, node: Collection, entry: readonly [string, Yaml]): string[] {
  const room = widest - columnOf(text, startOf(node))
  if (isMap(node)) return pairLines(entry, indentation, room)
  const value = entry[1]
  const oneLine = `- ${flowText(value)}`
  const maps = node.items.filter(isMap)
  const inBraces = maps.length > 0 && maps.every(({ flow }) => flow === true) && oneLine.length <= room
  return inBraces ? [oneLine] : itemLines(value, indentation, room)
}

/** One line in braces becomes a block when it would be too long, or would get a key with collections inside collections. */
function outgrows({ text }: Draft, slot: Slot, { node, old, value, steps }: Revision): boolean {
  if (!node.flow || slot.inFlow || slot.kind === 'file') return false
  const [start = 0, end = 0] = node.range ?? []
  if (text.slice(start, end).includes('\n')) return false
  const inner = innerOf(value)
  const growth = flowText(value).length - flowText(old).length
  if (growth > 0 && columnOf(text, end) + growth > widest) return true
  return isMap(node) && steps.some((step) => step.kind === 'add' && !isFlat(inner[step.to] as Yaml))
}
