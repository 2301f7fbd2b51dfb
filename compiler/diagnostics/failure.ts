/** Exit codes of every command. */
export const Exit = {
  fine: 0,
  problems: 1,
  usage: 2,
  pending: 3,
  refused: 4,
  locked: 5,
  bug: 70,
} as const

/** An end that is not a bug: said in one line on stderr, with what to do, and no stack trace. */
export class Failure extends Error {
  readonly exit: number
  readonly help: string | undefined

  constructor(message: string, options: { exit?: number; help?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.exit = options.exit ?? Exit.usage
    this.help = options.help
  }
}
