import type { Problem } from '../../diagnostics/diagnostic.ts'
import { duplicateDeclaration } from './duplicate-declaration.ts'
import { impossibleInstant } from './impossible-instant.ts'
import { naiveInstant } from './naive-instant.ts'
import { noAudience } from './no-audience.ts'
import { secondHome } from './second-home.ts'
import { serveMissing } from './serve-missing.ts'
import { unknownEnvironment } from './unknown-environment.ts'
import { unknownFlag } from './unknown-flag.ts'
import { unknownGroup } from './unknown-group.ts'
import { unknownMember } from './unknown-member.ts'
import { unknownUser } from './unknown-user.ts'
import { unknownVariant } from './unknown-variant.ts'
import { variantType } from './variant-type.ts'
import { variantsMissing } from './variants-missing.ts'

/** Every problem this stage can report. */
export const problems: readonly Problem[] = [
  duplicateDeclaration,
  impossibleInstant,
  naiveInstant,
  noAudience,
  secondHome,
  serveMissing,
  unknownEnvironment,
  unknownFlag,
  unknownGroup,
  unknownMember,
  unknownUser,
  unknownVariant,
  variantType,
  variantsMissing,
]
