/**
 * One file of cases: a rule, the flag files it is shown on, and what each evaluation must give. The sections `users`,
 * `groups`, `attributes` and `flags` are those of flag files; there is one environment, production.
 */
export interface Vector {
  readonly rule: string
  readonly conditions?: readonly ConditionCases[]
  readonly cases?: readonly Case[]
}

/** A condition, short for a flag that serves `on` to whoever meets it, and contexts that do and do not. */
export interface ConditionCases {
  readonly name: string
  readonly when: unknown
  readonly holds?: readonly Context[]
  readonly fails?: readonly Context[]
}

type Context = Readonly<Record<string, unknown>>

export interface Case {
  readonly name: string
  readonly flag: string
  /** Short for a context with this targetingKey. */
  readonly user?: string
  readonly context?: Context
  /** RFC 3339; the middle of 2026 when absent. */
  readonly at?: string
  readonly serve?: string
  readonly reason?: string
  readonly blockedBy?: string
  readonly value?: unknown
  /** The value's exact text. */
  readonly json?: string
  readonly error?: string
}

/** Every case of a vector, those of conditions written out. */
export function casesOf({ conditions = [], cases = [] }: Vector): Case[] {
  return [
    ...conditions.flatMap(({ name, holds = [], fails = [] }, index) => {
      const flag = flagOf(index)
      const said = (context: Context): string => `${name}: ${JSON.stringify(context)}`
      return [
        ...holds.map((context) => ({ name: said(context), flag, context, serve: 'on', reason: 'TARGETING_MATCH' })),
        ...fails.map((context) => ({ name: said(context), flag, context, serve: 'off', reason: 'DEFAULT' })),
      ]
    }),
    ...cases,
  ]
}

/** The key of the flag that stands for a condition, by its place in the list. */
export function flagOf(condition: number): string {
  return `condition-${condition + 1}`
}
