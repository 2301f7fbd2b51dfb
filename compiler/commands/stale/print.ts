import { counted as countedNoun, enumerate, quote } from '../../diagnostics/prose.ts'
import { forTerminal, toJson } from '../../diagnostics/sanitise.ts'
import type { Counted } from '../../model/counted.ts'
import { instantInWords } from '../../model/instant-words.ts'
import type { Reason } from '../../stale/stale.ts'
import { instant } from '../../model/value-words.ts'
import { positioned, shown } from '../test/site.ts'
import type { Scope, Stale } from './find.ts'

const day = 24 * 60 * 60 * 1000

export function staleText(found: readonly Stale[], scope: Scope): string {
  if (found.length === 0) return 'no flag looks ready to be removed\n'
  const entries = found.map((one) => entry(one, scope))
  return `${entries.join('\n')}\n${countedNoun(found.length, 'flag')} ${found.length === 1 ? 'looks' : 'look'} ready to be removed\n`
}

function entry({ flag, change, reasons, children }: Stale, scope: Scope): string {
  const { owner } = flag.declared.value
  const owned = owner === undefined ? 'nobody owns it' : `owner ${owner}`
  const changed = change
    ? `last changed ${age(change.at, scope)} ago by ${change.author} with ${change.commit.slice(0, 7)}`
    : 'nobody known changed it'
  return [
    `${flag.key}  ${shown(flag.declared.keyAt())}`,
    ...reasons.map((reason) => `  ${reasonInWords(reason, scope)}`),
    ...(children.length > 0
      ? [`  first remove ${enumerate(children)}, ${children.length === 1 ? 'which depends' : 'which depend'} on it`]
      : []),
    `  ${owned}, ${changed}`,
    '',
  ]
    .map(forTerminal)
    .join('\n')
}

function reasonInWords(reason: Reason, scope: Scope): string {
  const [first, ...others] = scope.environments
  const where = first && others.length === 0 ? `in ${first.key}` : 'in every environment'
  switch (reason.kind) {
    case 'expired':
      return `it expired ${age(reason.since, scope)} ago, at ${instant(reason.since)}`
    case 'settled':
      return `everybody gets ${quote(reason.variant)} ${where}, for ${age(reason.since, scope)}`
    case 'off':
      return `it is off for everybody ${where}, for ${age(reason.since, scope)}`
    case 'unasked':
      return `no application asked for it ${where}, for ${countedNoun(scope.days, 'day')}`
  }
}

function age(since: number, { now }: Scope): string {
  return countedNoun(Math.max(0, Math.floor((now - since) / day)), 'day')
}

/** @param counted undefined: nobody can tell who asks */
export function staleJson(found: readonly Stale[], scope: Scope, counted: readonly Counted[] | undefined): string {
  const { days, now, environments } = scope
  const json = {
    at: instantInWords(now),
    days,
    environments: environments.map(({ key }) => key),
    counted: counted !== undefined,
    stale: found.map(({ flag, change, reasons, children }) => ({
      flag: flag.key,
      owner: flag.declared.value.owner ?? null,
      ...positioned(flag.declared.keyAt()),
      changed: change ? { ...change, at: instantInWords(change.at) } : null,
      reasons: reasons.map((reason) => ({
        ...reason,
        ...('since' in reason ? { since: instantInWords(reason.since) } : {}),
      })),
      children,
    })),
  }
  return `${toJson(json)}\n`
}
