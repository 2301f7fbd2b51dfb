import { Ajv, type ValidateFunction } from 'ajv'
import schema from '../../schema/input/flags.schema.json' with { type: 'json' }
import type { Report } from '../diagnostics/report.ts'
import type { Located } from '../source/source.ts'
import { describe, short } from './describe.ts'
import { explain } from './explain.ts'
import { article, isReserved, judgeKey, judgeTargetingKey } from './keys.ts'
import { reservedKey } from './problems/reserved-key.ts'
import { wrongType } from './problems/wrong-type.ts'
import { isMap } from './sections.ts'

type Kind = 'environment' | 'user' | 'group' | 'flag' | 'assignmentList'

/** A broken entity larger than this is explained by its first error: all of them could be millions. */
const manyNodes = 5000
const safe = { strict: true, ownProperties: true } as const

/** Judges entities by the JSON Schema and reports what is wrong with them. */
export class EntityJudge {
  readonly #report: Report
  readonly #fast = new Ajv({ ...safe, allErrors: false, verbose: true }).addSchema(schema)
  #thorough: Ajv | undefined
  readonly #compiled = new Map<Kind, ValidateFunction>()

  constructor(report: Report) {
    this.#report = report
  }

  key(kind: Exclude<Kind, 'assignmentList'>, key: string, declared: Located<unknown>): boolean {
    const judgement = kind === 'user' ? judgeTargetingKey(key) : judgeKey(kind, key)
    if (judgement) this.#report.add(judgement[0], { ...judgement[1], where: declared.keyAt() })
    return judgement === undefined
  }

  value(kind: Exclude<Kind, 'assignmentList'>, key: string, declared: Located<unknown>): boolean {
    if (declared.value === null) {
      const message = `${kind} \`${short(key)}\` has nothing in it`
      const help = `write \`${short(key)}: {}\` for ${article(kind)} without any fields`
      this.#report.add(wrongType, { message, where: declared.keyAt(), help })
      return false
    }
    const name = `${kind} \`${short(key)}\``
    return this.#judge(kind, name, declared) && this.#harmless(name, declared)
  }

  list(flag: string, declared: Located<unknown>): boolean {
    const judgement = judgeKey('flag', flag)
    if (judgement) this.#report.add(judgement[0], { ...judgement[1], where: declared.keyAt() })
    return judgement === undefined && this.#judge('assignmentList', `flag \`${short(flag)}\``, declared)
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
    const validator = this.#validator(kind)
    if (validator(declared.value)) return true
    let errors = validator.errors ?? []
    if (!isLarge(declared.value)) {
      this.#thorough ??= new Ajv({ ...safe, allErrors: true, verbose: true }).addSchema(schema)
      const thorough = this.#thorough.getSchema(`${schema.$id}#/definitions/${kind}`)
      if (thorough && !thorough(declared.value)) errors = thorough.errors ?? []
    }
    explain(errors, name, declared, this.#report)
    return false
  }

  #validator(kind: Kind): ValidateFunction {
    let validator = this.#compiled.get(kind)
    if (!validator) {
      validator = this.#fast.compile({ $ref: `${schema.$id}#/definitions/${kind}` })
      this.#compiled.set(kind, validator)
    }
    return validator
  }

  /** Values of variants may be anything, except what leads into the insides of JavaScript. */
  #harmless(name: string, declared: Located<unknown>): boolean {
    const { value } = declared
    if (!isMap(value) || !isMap(value['variants'])) return true
    const reserved = Object.keys(value['variants']).find(isReserved)
    const path = reserved === undefined ? findProto(value['variants'], ['variants']) : ['variants', reserved]
    if (!path) return true
    const message = `${name}: \`${path.at(-1)}\` cannot be a key here: every JavaScript object has something of that name`
    this.#report.add(reservedKey, { message, where: declared.keyAt(...path), help: 'choose another name' })
    return false
  }
}

function findProto(value: object, path: readonly (string | number)[]): readonly (string | number)[] | undefined {
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (key === '__proto__') return here
    const found = typeof inner === 'object' && inner !== null ? findProto(inner, here) : undefined
    if (found) return found
  }
  return undefined
}

function isLarge(value: unknown): boolean {
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
