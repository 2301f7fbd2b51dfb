import { namesInWords } from '../model/impact-words.ts'
import type { Listed } from '../model/lists.ts'
import { percentage } from '../model/shares.ts'
import { attributesIn } from '../model/stored-condition.ts'
import { audienceInWords } from './audience.ts'
import { conditionOf } from './stored.ts'
import type { Pair, Seat } from './pair.ts'
import type { Share } from './share.ts'

/** What a flag's own change says beyond who moves now. */
export function notesOf({ before, after }: Pair, shares: readonly (readonly [Share, Share])[]): string[] {
  if (!after) return []
  return [
    ...(before ? visibility(before, after) : []),
    ...(before ? reach(before, after) : []),
    ...shares.flatMap(([old, now]) => growth(old, now)),
    ...unknown(before, after),
  ]
}

/** Why a flag answers differently that stays as it is. */
export function causeOf({ before, after }: Pair, affected: ReadonlySet<string>): string {
  const parents = new Set(
    [before, after].flatMap((seat) => (seat ? parentsOf(seat) : [])).filter((key) => affected.has(key)),
  )
  if (parents.size === 0) return 'because a group that it asks for changes'
  return `because it depends on ${namesInWords([...parents])}`
}

function parentsOf({ plan: { flags, dependencies }, index }: Seat): string[] {
  const own = dependencies.parent.subarray(flags.dependencies[index], flags.dependencies[index + 1])
  return Array.from(own, (parent) => flags.keys.key(parent))
}

function visibility(before: Seat, after: Seat): string[] {
  if (before.fields.is_client === after.fields.is_client) return []
  return [after.fields.is_client ? 'client keys may ask for it' : 'client keys may no longer ask for it']
}

/** Groups that an audience names and named not, and the other way round. Who had it with everyone is reached by nothing new. */
function reach(before: Seat, after: Seat): string[] {
  const [old, now] = [reached(before), reached(after)]
  const isNew = [...now.groups].filter((group) => !old.groups.has(group))
  const isGone = [...old.groups].filter((group) => !now.groups.has(group))
  return [
    ...(isNew.length > 0 && !old.everyone ? [`becomes reachable for ${groups(isNew)}`] : []),
    ...(isGone.length > 0 && !now.everyone ? [`is no longer reachable for ${groups(isGone)}`] : []),
  ]
}

function reached({ fields, assignments }: Seat): { readonly groups: ReadonlySet<string>; readonly everyone: boolean } {
  if (!fields.is_enabled) return { groups: new Set(), everyone: false }
  const serving = assignments.filter(({ variant }) => variant !== fields.off_variant)
  return {
    groups: new Set(serving.flatMap((one) => one.groups)),
    everyone: serving.some(({ rule }) => rule?.everyone && rule.condition === null && rule.rollout === null),
  }
}

function groups(names: readonly string[]): string {
  return `group${names.length === 1 ? '' : 's'} ${namesInWords(names)}`
}

/** A larger share of the same draw. */
function growth(before: Share, after: Share): string[] {
  if (before.salt !== after.salt || before.bucketBy !== after.bucketBy || !after.isOpen) return []
  const whom = audienceInWords(after.listed)
  if (after.parts > before.parts)
    return [
      `rollout ${before.parts / 1000} → ${percentage(after.parts)} for ${whom}: nobody loses it, ${percentage(after.parts - before.parts)} more`,
    ]
  if (after.parts < before.parts || after.finally <= before.finally) return []
  return [`rollout for ${whom} ends at ${percentage(after.finally)} instead of ${percentage(before.finally)}`]
}

/** Who is meant where applications know and these files do not. */
function unknown(before: Seat | undefined, after: Seat): string[] {
  const old = new Set(before?.assignments.map(said))
  const changed = after.assignments.filter((one) => !old.has(said(one)))
  const attributes = new Set(changed.flatMap(({ rule }) => asked(rule?.condition ?? null)))
  const by = changed.flatMap(({ rule }) =>
    rule?.rollout || rule?.weights ? [rule.bucket_by ?? after.fields.bucket_by ?? 'targetingKey'] : [],
  )
  const drawn = new Set(by.filter((name) => name !== 'targetingKey'))
  return [
    ...(attributes.size > 0 ? [`also depends on ${namesInWords([...attributes])}, which is counted as not sent`] : []),
    ...(drawn.size > 0 ? [`goes by ${namesInWords([...drawn])}, which is counted as not sent`] : []),
  ]
}

function asked(condition: string | null): string[] {
  const stored = conditionOf(condition)
  return stored ? attributesIn(stored).filter((name) => name !== 'targetingKey') : []
}

function said({ users, groups: named, expires, variant, rule }: Listed): string {
  return JSON.stringify([users, named, expires, variant, { ...rule, reason: null }])
}
