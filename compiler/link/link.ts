import type { Report } from '../diagnostics/report.ts'
import type { Declarations } from '../model/declarations.ts'
import type { Model } from '../model/model.ts'
import { linkDependencies } from './dependencies.ts'
import { linkFlag, type Draft } from './flag.ts'
import { draftGroup, type GroupDraft, linkGroup } from './group.ts'
import { Homes } from './homes.ts'
import { linkOrigins } from './origins.ts'
import { openScope, type Scope } from './scope.ts'

/**
 * Names become things. What cannot be linked is reported and left out of the model; the flag or group that lost it is
 * in `broken` then, so that no check draws conclusions from what is missing.
 */
export function link(declarations: Declarations, report: Report): Model {
  const scope = openScope(declarations.broken, report)
  linkPlacesAndPeople(declarations, scope)
  linkGroups(declarations, scope)
  const drafts = linkFlags(declarations, scope)
  linkLists(declarations, drafts, scope)
  for (const draft of drafts) linkDependencies(draft, scope)
  return {
    environments: scope.environments.things,
    users: scope.users.things,
    groups: scope.groups.things,
    attributes: scope.attributes.things,
    flags: scope.flags.things,
    broken: { ...declarations.broken, ...scope.incomplete },
  }
}

function linkPlacesAndPeople(declarations: Declarations, scope: Scope): void {
  for (const declaration of declarations.environments) {
    const { key, declared } = declaration
    const position = scope.environments.things.size
    scope.environments.declare(declaration, {
      key,
      declared,
      position,
      protected: declared.value.protected ?? false,
      origins: linkOrigins(declared, scope.report),
    })
  }
  for (const declaration of declarations.users) scope.users.declare(declaration, declaration)
  for (const declaration of declarations.attributes) scope.attributes.declare(declaration)
}

/** Groups name each other in any order, in circles even, so all are named before any condition is read. */
function linkGroups(declarations: Declarations, scope: Scope): void {
  const groupNames = new Set(declarations.groups.map(({ key }) => key))
  const drafts: GroupDraft[] = []
  for (const declaration of declarations.groups) {
    const draft = draftGroup(declaration, groupNames, scope)
    drafts.push(draft)
    if (!scope.groups.declare(declaration, draft)) scope.incomplete.groups.add(declaration.key)
  }
  for (const draft of drafts) linkGroup(draft, scope)
}

/** Also drafts the second of two flags with one key: its other problems are worth knowing now. */
function linkFlags(declarations: Declarations, scope: Scope): Draft[] {
  const drafts: Draft[] = []
  for (const declaration of declarations.flags) {
    const draft = linkFlag(declaration, scope)
    if (!draft) {
      scope.flags.lose(declaration.key)
      scope.incomplete.flags.add(declaration.key)
      continue
    }
    drafts.push(draft)
    if (!scope.flags.declare(declaration, draft.flag)) scope.incomplete.flags.add(declaration.key)
  }
  return drafts
}

function linkLists(declarations: Declarations, drafts: readonly Draft[], scope: Scope): void {
  const homes = new Homes(scope)
  for (const draft of drafts) homes.insideFlag(draft)
  const byFlag = new Map(drafts.map((draft) => [draft.flag, draft]))
  for (const list of declarations.assignments) homes.inSection(list, byFlag)
}
