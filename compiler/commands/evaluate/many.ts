import { evaluateAll } from '../../../worker/evaluate/bulk.ts'
import type { Code } from '../../../worker/evaluate/code.ts'
import { codeFor } from '../../../worker/evaluate/evaluate.ts'
import { decisionOf } from '../../../worker/evaluate/outcome.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { targetingKeyOf } from '../../../worker/evaluate/subject.ts'
import type { GivenContext } from './contexts.ts'

/**
 * Answers contexts with JSON Lines: `{"line": 1, "targetingKey": "alice", "flags": {"a": {"value": true, "variant": "on",
 * "reason": "STATIC"}}}`. Flags stand in one order on all lines, so that two runs can be compared line by line.
 */
export class Answers {
  readonly #plan: Plan
  /** Undefined: every flag. */
  readonly #flags: readonly number[] | undefined
  readonly #now: number
  /** Per flag the ways it ended so far, as ready text. */
  readonly #texts: (Map<Code, string> | undefined)[] = []

  /** @param now milliseconds since 1970-01-01T00:00:00Z */
  constructor(plan: Plan, flags: readonly number[] | undefined, now: number) {
    this.#plan = plan
    this.#flags = flags
    this.#now = now
  }

  to({ line, context }: GivenContext): string {
    const key = targetingKeyOf(context)
    const who = key === undefined ? '' : `,"targetingKey":${JSON.stringify(key)}`
    let flags = ''
    if (this.#flags)
      for (const flag of this.#flags) flags += this.#text(flag, codeFor(this.#plan, flag, context, this.#now))
    else {
      const codes = evaluateAll(this.#plan, context, this.#now)
      for (let flag = 0; flag < codes.length; flag += 1) flags += this.#text(flag, codes[flag] as Code)
    }
    return `{"line":${line}${who},"flags":{${flags.slice(1)}}}\n`
  }

  #text(flag: number, code: Code): string {
    const known = (this.#texts[flag] ??= new Map())
    let text = known.get(code)
    if (text === undefined) known.set(code, (text = entry(this.#plan, flag, code)))
    return text
  }
}

function entry(plan: Plan, flag: number, code: Code): string {
  const decision = decisionOf(plan, flag, code)
  const name = `,${JSON.stringify(decision.key)}:`
  if (decision.errorCode !== undefined) return `${name}{"errorCode":"${decision.errorCode}"}`
  const { value, variant, reason, metadata } = decision
  const blocked = metadata.blockedBy === undefined ? '' : `,"blockedBy":${JSON.stringify(metadata.blockedBy)}`
  return `${name}{"value":${value},"variant":${JSON.stringify(variant)},"reason":"${reason}"${blocked}}`
}
