import type { AssignmentListInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { AssignmentsDeclaration } from '../model/declarations.ts'
import type { Environment, Flag } from '../model/model.ts'
import { Located, type Place, type SourceFile } from '../source/source.ts'
import { linkList } from './assignments.ts'
import type { Draft } from './flag.ts'
import { secondHome } from './problems/second-home.ts'
import type { Scope } from './scope.ts'

/** Brings assignment lists to their flags, from inside a flag or from an `assignments:` section; each has one home. */
export class Homes {
  readonly #scope: Scope
  /** The environments that sections name, so that one wrong name over many lists is told once. */
  readonly #sections = new Map<SourceFile, Map<string, Environment | undefined>>()

  constructor(scope: Scope) {
    this.#scope = scope
  }

  insideFlag(draft: Draft): void {
    const { declared } = draft.flag
    for (const [name, value] of Object.entries(declared.value.assignments ?? {})) {
      const list = new Located(value, declared.file, [...declared.path, 'assignments', name])
      this.#bring(list, this.#environment(name, list.keyAt()), draft)
    }
  }

  inSection(
    { environment: name, flag: key, declared: list }: AssignmentsDeclaration,
    drafts: ReadonlyMap<Flag, Draft>,
  ) {
    const { environments, flags, incomplete } = this.#scope
    const environment = this.#environmentOfSection(name, list)
    if (!environment && flags.things.has(name) && environments.things.has(key)) return void incomplete.flags.add(name)
    const flag = flags.find(key, list.keyAt(), () => ({ help: this.#swapped(key) }))
    const draft = flag && drafts.get(flag)
    if (draft) this.#bring(list, environment, draft)
    else incomplete.flags.add(key)
  }

  #bring(list: Located<AssignmentListInput>, environment: Environment | undefined, { flag, assignments }: Draft): void {
    const { incomplete, report } = this.#scope
    const linked = linkList(flag, list, this.#scope)
    const first = environment && assignments.get(environment)
    if (environment && !first) {
      assignments.set(environment, linked)
      return
    }
    incomplete.flags.add(flag.key)
    if (!first) return
    report.add(secondHome, {
      message: `the assignments of ${quote(flag.key)} in ${quote(environment.key)} are written in two places`,
      where: list.keyAt(),
      related: [{ message: 'also written here', where: first.place }],
      help: 'put all of them into one list, since their order decides',
    })
  }

  /** Without a single environment everything would be unknown: the check no-environment says it once instead. */
  #environment(name: string, place: Place): Environment | undefined {
    const { environments, flags } = this.#scope
    if (environments.things.size === 0) return undefined
    const help = flags.things.has(name) ? `${quote(name)} is a flag: the order is environment, flag, list` : undefined
    return environments.find(name, place, () => ({ help }))
  }

  #environmentOfSection(name: string, { file, path }: Located<unknown>): Environment | undefined {
    const known = this.#sections.get(file) ?? new Map<string, Environment | undefined>()
    this.#sections.set(file, known)
    if (!known.has(name)) known.set(name, this.#environment(name, { file, path: path.slice(0, -1), on: 'key' }))
    return known.get(name)
  }

  #swapped(name: string): string | undefined {
    const isEnvironment = this.#scope.environments.things.has(name)
    return isEnvironment ? `${quote(name)} is an environment: the order is environment, flag, list` : undefined
  }
}
