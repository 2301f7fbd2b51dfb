import type { Part } from '../model/part.ts'
import type { Table } from '../model/rows.ts'

type Kind = Part extends `${infer K}:${string}` ? K : never

/**
 * Which parts of the flag files may explain a change of a row, the best explanation first. A part is one text however many
 * rows it explains: texts made anew for each of a hundred thousand rows would be hashed anew for each, too.
 */
export class ExplainingParts {
  readonly #turned: ReadonlySet<string>
  readonly #included: (group: string) => readonly string[]
  readonly #known = new Map<Kind, Map<string, Map<string, Part>>>()

  /**
   * @param turned the `flag NUL environment` pairs that `disabledIn` switched on or off
   * @param included tells the groups that bring their users into a group
   */
  constructor(turned: ReadonlySet<string>, included: (group: string) => readonly string[]) {
    this.#turned = turned
    this.#included = included
  }

  of(table: Table, [first = '', second = '', kind, name = '']: readonly string[]): Part[] {
    switch (table) {
      case 'environments':
      case 'environment_keys':
        return [this.#part('environment', first)]
      case 'users':
        return [this.#part('user', first)]
      case 'user_groups':
        return [this.#part('group', first)]
      case 'user_group_membership':
        return [
          this.#part('group', first),
          ...this.#included(first).map((group) => this.#part('group', group)),
          this.#part('user', second),
        ]
      case 'feature_flags':
      case 'flag_dependencies':
        return [this.#part('flag', first)]
      case 'flag_environments':
        return [this.#part('flag', first), this.#part('environment', second)]
      default: {
        const [list, flag] = [this.#part('assignments', second, first), this.#part('flag', first)]
        const own = this.#turned.size > 0 && this.#turned.has(`${first}\0${second}`) ? [flag, list] : [list, flag]
        const named = kind === 'user' || kind === 'group' ? [this.#part(kind, name)] : []
        return [...own, this.#part('environment', second), ...named]
      }
    }
  }

  #part(kind: Kind, first: string, second = ''): Part {
    let byFirst = this.#known.get(kind)
    if (!byFirst) this.#known.set(kind, (byFirst = new Map()))
    let bySecond = byFirst.get(first)
    if (!bySecond) byFirst.set(first, (bySecond = new Map()))
    let part = bySecond.get(second)
    if (!part) bySecond.set(second, (part = second === '' ? `${kind}:${first}` : `${kind}:${first}/${second}`))
    return part
  }
}
