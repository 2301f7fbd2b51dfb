/**
 * Something in the flag files that people define and change as one: `flag:new-checkout`,
 * `assignments:production/new-checkout`, `group:beta-testers`. Who changed it is asked part by part.
 */
export type Part = `${'flag' | 'assignments' | 'group' | 'user' | 'environment'}:${string}`
