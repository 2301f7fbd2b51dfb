import type { AttributeInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Declaration } from '../model/declarations.ts'
import type { Attribute, Broken } from '../model/model.ts'
import type { Place } from '../source/source.ts'
import { fitsAttribute, valueOf } from './attribute-value.ts'
import { Names } from './names.ts'
import { enumType } from './problems/enum-type.ts'
import { unknownAttribute } from './problems/unknown-attribute.ts'

/** The attributes that the flag files declare. As long as they declare none, every attribute is known. */
export class Attributes {
  readonly #names: Names<Attribute>
  readonly #prefixes = new Set<string>()
  readonly #broken: ReadonlySet<string>
  readonly #report: Report
  #any: boolean

  constructor(broken: Broken, report: Report) {
    const example = '{ type: string }'
    const naming = { noun: 'attribute', unknown: unknownAttribute, broken: broken.attributes, anyName: broken.anyName }
    this.#names = new Names({ ...naming, example }, report)
    this.#report = report
    this.#broken = broken.attributes
    this.#any = this.#broken.size > 0
  }

  get things(): ReadonlyMap<string, Attribute> {
    return this.#names.things
  }

  declare(declaration: Declaration<AttributeInput>): void {
    const { key, declared } = declaration
    this.#any = true
    judgeEnumDeclaration(declaration, this.#report)
    this.#names.declare(declaration, { key, declared, type: declared.value.type })
    for (const prefix of prefixes(key)) this.#prefixes.add(prefix)
  }

  /** The attribute of that path, or undefined when nothing is said about it; `unknown` after reporting that it is not declared. */
  find(path: string, place: Place): Attribute | undefined | 'unknown' {
    const declared = this.#names.things.get(path)
    if (declared || !this.#any || path === 'targetingKey' || this.#isImplied(path)) return declared
    // What its declaration says of its parts is not known.
    if (prefixes(path).some((prefix) => this.#broken.has(prefix))) return 'unknown'
    return this.#names.find(path, place) ?? 'unknown'
  }

  /** Something inside a declared object, or an object of which a part is declared. */
  #isImplied(path: string): boolean {
    if (this.#prefixes.has(path)) return true
    return prefixes(path).some((prefix) => this.#names.things.get(prefix)?.type === 'object')
  }
}

/** `a` and `a.b` of `a.b.c`. */
function prefixes(path: string): string[] {
  const parts = path.split('.')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
}

function judgeEnumDeclaration({ key, declared }: Declaration<AttributeInput>, report: Report): void {
  const { type, enum: values = [] } = declared.value
  for (const [index, value] of values.entries())
    if (type === 'object' || (type !== 'list' && !fitsAttribute(type, value)))
      report.add(enumType, {
        message: `${quote(String(value))} is no value that ${quote(key)} can have: it is declared as ${type}`,
        where: declared.at('enum', index),
        related: [{ message: 'the type', where: declared.at('type') }],
        help:
          type === 'object'
            ? 'only attributes with single values, and lists, have an `enum`'
            : `write ${valueOf[type]}, or change the type`,
      })
}
