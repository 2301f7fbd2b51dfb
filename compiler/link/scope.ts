import type { Report } from '../diagnostics/report.ts'
import { Attributes } from './attributes.ts'
import { type Budget, freshBudget } from './budget.ts'
import type { Broken, Environment, Flag, Group, User } from '../model/model.ts'
import { Names } from './names.ts'
import { unknownEnvironment } from './problems/unknown-environment.ts'
import { unknownFlag } from './problems/unknown-flag.ts'
import { unknownGroup } from './problems/unknown-group.ts'
import { unknownUser } from './problems/unknown-user.ts'
import { VariantNames } from './variant-names.ts'

/** All names while they are being linked, and what had to be left out so far. */
export interface Scope {
  readonly report: Report
  readonly budget: Budget
  readonly environments: Names<Environment>
  readonly users: Names<User>
  readonly groups: Names<Group>
  readonly attributes: Attributes
  readonly flags: Names<Flag>
  variantsOf(flag: Flag): VariantNames
  /** Groups and flags that are only known in part: broken ones, and those that lost something in linking. */
  readonly incomplete: { readonly groups: Set<string>; readonly flags: Set<string> }
}

export function openScope(broken: Broken, report: Report): Scope {
  const { anyName } = broken
  const variants = new Map<Flag, VariantNames>()
  return {
    report,
    budget: freshBudget(),
    environments: new Names(
      { noun: 'environment', unknown: unknownEnvironment, broken: broken.environments, anyName },
      report,
    ),
    users: new Names({ noun: 'user', unknown: unknownUser, broken: broken.users, anyName }, report),
    groups: new Names({ noun: 'group', unknown: unknownGroup, broken: broken.groups, anyName }, report),
    attributes: new Attributes(broken, report),
    flags: new Names({ noun: 'flag', unknown: unknownFlag, broken: broken.flags, anyName }, report),
    variantsOf(flag) {
      const names = variants.get(flag) ?? new VariantNames(flag)
      variants.set(flag, names)
      return names
    },
    incomplete: { groups: new Set(broken.groups), flags: new Set(broken.flags) },
  }
}
