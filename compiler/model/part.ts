/**
 * Something in the flag files that people define as one: `flag:new-checkout`, `assignments:production/new-checkout`,
 * `group:beta-testers`. Who changed it is asked field by field.
 */
export type Part = `${'flag' | 'assignments' | 'group' | 'user' | 'environment'}:${string}`

/** One thing that a part says: `description`, `members/ann`, `2/rollout` for the third item of a list. */
export type Origin = readonly [part: Part, field: string]

/** Something about each of these fields of parts. */
export type ByField<T> = ReadonlyMap<Part, ReadonlyMap<string, T>>
