import type {
  AssignmentListInput,
  AttributeInput,
  EnvironmentInput,
  FlagInput,
  GroupInput,
  UserInput,
} from '../../schema/types.ts'
import type { Report } from '../diagnostics/report.ts'
import type { AssignmentsDeclaration, Declaration, Declarations } from '../model/declarations.ts'
import type { Document } from '../source/document.ts'
import { Located } from '../source/source.ts'
import { EntityJudge } from './entity.ts'
import { corrected } from './keys.ts'
import { isMap } from '../source/map.ts'
import { readSections, type Section } from './sections.ts'
import { reportStrayFields, swallowed } from './stray.ts'

/**
 * Plain values to declarations, entity by entity: one of the wrong shape is left out and its name kept as broken, so
 * that nobody complains about it twice.
 */
export function validate(documents: readonly Document[], report: Report): Declarations {
  return new Validation(report).all(documents)
}

class Validation {
  readonly #report: Report
  readonly #strict: EntityJudge
  #judge: Judge
  readonly #environments: Declaration<EnvironmentInput>[] = []
  readonly #users: Declaration<UserInput>[] = []
  readonly #groups: Declaration<GroupInput>[] = []
  readonly #attributes: Declaration<AttributeInput>[] = []
  readonly #flags: Declaration<FlagInput>[] = []
  readonly #assignments: AssignmentsDeclaration[] = []
  readonly #broken = {
    environments: new Set<string>(),
    users: new Set<string>(),
    groups: new Set<string>(),
    attributes: new Set<string>(),
    flags: new Set<string>(),
  }
  #anyName = false

  constructor(report: Report) {
    this.#report = report
    this.#strict = new EntityJudge(report)
    this.#judge = this.#strict
  }

  all(documents: readonly Document[]): Declarations {
    for (const document of documents) this.#document(document)
    return {
      environments: this.#environments,
      users: this.#users,
      groups: this.#groups,
      attributes: this.#attributes,
      flags: this.#flags,
      assignments: this.#assignments,
      broken: { ...this.#broken, anyName: this.#anyName },
    }
  }

  #document(document: Document): void {
    if (document.broken) this.#anyName = true
    this.#judge = document.judged ? lenient : this.#strict
    const { sections, complete } = readSections(document, this.#report)
    if (!complete) this.#anyName = true
    for (const section of sections) this.#section(section)
  }

  #section(section: Section): void {
    switch (section.name) {
      case 'environments':
        return this.#entities(section, 'environment', this.#environments, this.#broken.environments)
      case 'users':
        return this.#entities(section, 'user', this.#users, this.#broken.users)
      case 'groups':
        return this.#entities(section, 'group', this.#groups, this.#broken.groups)
      case 'attributes':
        return this.#entities(section, 'attribute', this.#attributes, this.#broken.attributes)
      case 'flags':
        return this.#entities(section, 'flag', this.#flags, this.#broken.flags)
      case 'assignments':
        return this.#assignmentLists(section)
    }
  }

  #entities<T>(section: Section, kind: Kind, into: Declaration<T>[], broken: Set<string>): void {
    const strays = this.#judge === lenient ? none : reportStrayFields(kind, section, this.#report)
    for (const key of [...section.damaged, ...strays]) {
      broken.add(key)
      for (const name of swallowed(kind, section.value[key])) broken.add(name)
    }
    for (const [key, value] of Object.entries(section.value)) {
      if (section.damaged.has(key) || strays.has(key)) continue
      const declared = new Located(value as T, section.file, [section.name, key])
      if (this.#judge.key(kind, key, declared) && this.#judge.value(kind, key, declared)) into.push({ key, declared })
      // Whoever uses it may spell it right.
      else for (const name of [key, corrected(key) ?? key, ...swallowed(kind, value)]) broken.add(name)
    }
  }

  /** A list that is broken leaves its flag without one, so the flag counts as broken. */
  #assignmentLists(section: Section): void {
    for (const [environment, lists] of Object.entries(section.value)) {
      const located = new Located(lists, section.file, [section.name, environment])
      if (section.damaged.has(environment) || !this.#judge.listOwner(environment, located)) {
        if (isMap(lists)) for (const flag of Object.keys(lists)) this.#broken.flags.add(flag)
        continue
      }
      for (const [flag, list] of Object.entries(lists as object)) {
        const declared = new Located(list as AssignmentListInput, section.file, [section.name, environment, flag])
        const sound = !section.damagedLists.has(`${environment}\n${flag}`) && this.#judge.list(flag, declared)
        if (sound) this.#assignments.push({ environment, flag, declared })
        else this.#broken.flags.add(flag)
      }
    }
  }
}

type Kind = 'environment' | 'user' | 'group' | 'attribute' | 'flag'

type Judge = Pick<EntityJudge, 'key' | 'value' | 'list' | 'listOwner'>

/** For documents that were judged before. */
const lenient: Judge = { key: () => true, value: () => true, list: () => true, listOwner: () => true }

const none: ReadonlySet<string> = new Set()
