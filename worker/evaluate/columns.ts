/**
 * The layout of a packed snapshot: these four bytes, the length of the header in four bytes, the header as JSON in UTF-8,
 * and the columns in this order. Numbers are little endian; header and columns end on a multiple of four bytes, so that a
 * column can be used as an array where it lies. The header says how wide and how long each column is.
 */
export const magic = [0x48, 0x59, 0x44, 0x31] as const

export const columns = [
  /** Bytes of each flag key. Flags are sorted by key; a flag's place is its index. */
  'flagKeyLength',
  /** The keys in UTF-8, without anything between. */
  'flagKeys',
  /** Index into the header's `shapes`. */
  'flagShape',
  /** The bits of `trait`. */
  'flagTraits',
  'flagVersion',
  /** How many dependencies each flag has. */
  'dependencyCount',
  /** Index of the parent. */
  'dependencyParent',
  /** The flags that have dependencies, every one behind its parents. */
  'dependencyOrder',
  /** How many assignments each flag has. */
  'assignmentCount',
  /** 0: only users that are named. Else who is admitted besides them: 1 and the index into the header's `predicates`. */
  'assignmentPredicate',
  /** What it serves, as a `Code`; where weights decide, the code of the off variant. */
  'assignmentCode',
  /** One of `admission`. */
  'assignmentAdmission',
  /** 1 and the index of its share, or 0. */
  'assignmentShare',
  /** For each assignment that admits a share: the mixed hash that is the first outside, and the salt it is mixed with. */
  'shareThreshold',
  'shareSalt',
  /** Bytes of each targeting key that is named anywhere, sorted by these bytes; a user's place is its index. */
  'userKeyLength',
  'userKeys',
  /** How many assignments name each user, and which, ascending. */
  'ownCount',
  'own',
  /** How many groups list each user, and which, ascending. */
  'memberCount',
  'memberOf',
  /** How many groups exclude each user, and which, ascending. */
  'excludedCount',
  'excludedFrom',
] as const

export type Column = (typeof columns)[number]

/**
 * What a flag has: why it is stopped (0: it is not), an assignment that names users, and an end. From `unreadable` on: what
 * this version does not know, or finds in what the flag asks.
 */
export const trait = {
  disabled: 1,
  disabledHere: 2,
  unassigned: 3,
  stopped: 3,
  own: 4,
  expires: 8,
  unreadable: 16,
} as const

/** Whom an assignment admits of those its audience holds. `special`: the header's `extras` say. */
export const admission = { all: 0, none: 1, share: 2, special: 3 } as const
