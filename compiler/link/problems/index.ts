import type { Problem } from '../../diagnostics/diagnostic.ts'
import { attributeForm } from './attribute-form.ts'
import { attributeType } from './attribute-type.ts'
import { attributeValue } from './attribute-value.ts'
import { badCidr } from './bad-cidr.ts'
import { badOrigin } from './bad-origin.ts'
import { badRegex } from './bad-regex.ts'
import { badSchema } from './bad-schema.ts'
import { badSemver } from './bad-semver.ts'
import { cidrHostBits } from './cidr-host-bits.ts'
import { duplicateDeclaration } from './duplicate-declaration.ts'
import { emptyCondition } from './empty-condition.ts'
import { enumType } from './enum-type.ts'
import { idleModifier } from './idle-modifier.ts'
import { impossibleInstant } from './impossible-instant.ts'
import { insecureOrigin } from './insecure-origin.ts'
import { naiveInstant } from './naive-instant.ts'
import { noAudience } from './no-audience.ts'
import { percentTooFine } from './percent-too-fine.ts'
import { rolloutOrder } from './rollout-order.ts'
import { schemaWithoutObject } from './schema-without-object.ts'
import { secondHome } from './second-home.ts'
import { serveMissing } from './serve-missing.ts'
import { unknownAttribute } from './unknown-attribute.ts'
import { unknownEnvironment } from './unknown-environment.ts'
import { unknownFlag } from './unknown-flag.ts'
import { unknownGroup } from './unknown-group.ts'
import { unknownMember } from './unknown-member.ts'
import { unknownUser } from './unknown-user.ts'
import { unknownVariant } from './unknown-variant.ts'
import { variantSchema } from './variant-schema.ts'
import { variantType } from './variant-type.ts'
import { variantsMissing } from './variants-missing.ts'
import { weightsSum } from './weights-sum.ts'

/** Every problem this stage can report. */
export const problems: readonly Problem[] = [
  attributeForm,
  attributeType,
  attributeValue,
  badCidr,
  badOrigin,
  badRegex,
  badSchema,
  badSemver,
  cidrHostBits,
  duplicateDeclaration,
  emptyCondition,
  enumType,
  idleModifier,
  impossibleInstant,
  insecureOrigin,
  naiveInstant,
  noAudience,
  percentTooFine,
  rolloutOrder,
  schemaWithoutObject,
  secondHome,
  serveMissing,
  unknownAttribute,
  unknownEnvironment,
  unknownFlag,
  unknownGroup,
  unknownMember,
  unknownUser,
  unknownVariant,
  variantSchema,
  variantType,
  variantsMissing,
  weightsSum,
]
