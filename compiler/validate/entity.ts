import { article } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Located } from '../source/source.ts'
import { describe, short } from '../diagnostics/describe.ts'
import { explain } from './explain.ts'
import { harmfulKey } from './harmless.ts'
import { judgeAttributePath, judgeKey, judgeTargetingKey } from './keys.ts'
import { reservedKey } from './problems/reserved-key.ts'
import { wrongType } from './problems/wrong-type.ts'
import { type Kind, validatorOf } from './validators.ts'
import { isMap } from '../source/map.ts'

/** A broken entity larger than this is explained by its first error: all of them could be millions. */
const manyNodes = 5000

/** Judges entities by the JSON Schema and reports what is wrong with them. */
export class EntityJudge {
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  key(kind: Exclude<Kind, 'assignmentList'>, key: string, declared: Located<unknown>): boolean {
    const judge = kind === 'user' ? judgeTargetingKey : kind === 'attribute' ? judgeAttributePath : undefined
    const judgement = judge ? judge(key) : judgeKey(kind, key)
    if (judgement) this.#report.add(judgement[0], { ...judgement[1], where: declared.keyAt() })
    return judgement === undefined
  }

  value(kind: Exclude<Kind, 'assignmentList'>, key: string, declared: Located<unknown>): boolean {
    if (declared.value === null) {
      const message = `${kind} \`${short(key)}\` has nothing in it`
      const help =
        kind === 'attribute'
          ? `write \`${short(key)}: { type: string }\`, or another type`
          : `write \`${short(key)}: {}\` for ${article(kind)} without any fields`
      this.#report.add(wrongType, { message, where: declared.keyAt(), help })
      return false
    }
    const name = `${kind} \`${short(key)}\``
    return this.#judge(kind, name, declared) && this.#harmless(name, declared)
  }

  list(flag: string, declared: Located<unknown>): boolean {
    const judgement = judgeKey('flag', flag)
    if (judgement) this.#report.add(judgement[0], { ...judgement[1], where: declared.keyAt() })
    const name = `flag \`${short(flag)}\``
    return judgement === undefined && this.#judge('assignmentList', name, declared) && this.#harmless(name, declared)
  }

  /** An environment inside an `assignments` section: a map from flags to lists. */
  listOwner(environment: string, declared: Located<unknown>): boolean {
    if (!this.key('environment', environment, declared)) return false
    if (isMap(declared.value)) return true
    const message = `the assignments of \`${short(environment)}\` must be a map, but are ${describe(declared.value)}`
    this.#report.add(wrongType, { message, where: declared.at(), help: 'write flags below it, each with its list' })
    return false
  }

  #judge(kind: Kind, name: string, declared: Located<unknown>): boolean {
    const fast = validatorOf(kind, false)
    if (fast(declared.value)) return true
    const validator = isLarge(declared.value) ? fast : validatorOf(kind, true)
    validator(declared.value)
    explain(validator.errors ?? [], name, declared, this.#report)
    return false
  }

  /** Where values and conditions may have any keys, some would lead into the insides of JavaScript. */
  #harmless(name: string, declared: Located<unknown>): boolean {
    const path = harmfulKey(declared.value)
    if (!path) return true
    const message = `${name}: \`${path.at(-1)}\` cannot be a key here: every JavaScript object has something of that name`
    this.#report.add(reservedKey, { message, where: declared.keyAt(...path), help: 'choose another name' })
    return false
  }
}

/** More nodes than all errors of them could be told about. */
export function isLarge(value: unknown): boolean {
  const open = [value]
  let seen = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const children: unknown[] = Object.values(next)
    seen += children.length
    if (seen > manyNodes) return true
    open.push(...children.map((child) => child ?? null))
  }
  return false
}
