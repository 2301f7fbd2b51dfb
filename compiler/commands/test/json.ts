import { toJson } from '../../diagnostics/sanitise.ts'
import { instantInWords } from '../../model/instant-words.ts'
import type { Coverage, Gap } from '../../testing/coverage.ts'
import type { Verdict } from '../../testing/mutation/hunt.ts'
import type { Outcome } from '../../testing/run.ts'
import type { Explaining } from './explaining.ts'
import { scored } from './mutation-text.ts'
import type { Results } from './render.ts'
import { positioned } from './site.ts'

/** `{version, ok, cases, coverage?, mutation?}`: lines and columns from 1 (UTF-16), pinned buckets from 0 to 99999. */
export function json({ outcomes, coverage, verdicts, explaining }: Results): string {
  const output = {
    version: 1,
    ok: outcomes.every(({ mismatches }) => mismatches.length === 0),
    cases: outcomes.map((outcome) => caseOf(outcome, explaining)),
    ...(coverage ? { coverage: coverageOf(coverage) } : {}),
    ...(verdicts ? { mutation: mutationOf(verdicts) } : {}),
  }
  return `${toJson(output)}\n`
}

function caseOf({ case: one, decision, mismatches }: Outcome, explaining: Explaining) {
  const { name, place, flag, environment, context, now, pins } = one
  const ok = mismatches.length === 0
  return {
    name,
    ...positioned(place),
    flag: flag.key,
    environment: environment.key,
    context,
    ...(pins ? { buckets: pins } : {}),
    ...(now === 0 ? {} : { at: instantInWords(now) }),
    ok,
    ...(decision.errorCode === undefined
      ? { variant: decision.variant, value: JSON.parse(decision.value) as unknown, reason: decision.reason }
      : { error: decision.errorCode }),
    ...(ok ? {} : { mismatches, explanation: explaining.of(one) }),
  }
}

function coverageOf({ totals, gaps }: Coverage) {
  return { totals, gaps: gaps.map(gapOf) }
}

function gapOf({ kind, flag, environment, name, place }: Gap) {
  return {
    kind,
    flag: flag.key,
    ...(environment ? { environment: environment.key } : {}),
    ...(name === undefined ? {} : { name }),
    ...positioned(place),
  }
}

function mutationOf(verdicts: readonly Verdict[]) {
  const { noticed, survivors, score } = scored(verdicts)
  return { score, noticed, survived: survivors.length, survivors: survivors.map(survivorOf) }
}

function survivorOf({ mutant, environments, reached }: Verdict) {
  return {
    ...(mutant.flag ? { flag: mutant.flag.key } : { group: mutant.group.key }),
    environments: environments.map(({ key }) => key),
    change: mutant.words,
    reached,
    ...positioned(mutant.place),
  }
}
