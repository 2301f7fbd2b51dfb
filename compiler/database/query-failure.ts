import { Exit, Failure } from '../diagnostics/failure.ts'

/** Where an error met us: at a statement on its own, inside a transaction, or while the answer to COMMIT was awaited. */
export type Moment = 'alone' | 'inside' | 'committing'

/** The SQLSTATE for a commit of which nobody knows whether it was made. */
const unknownOutcome = '08007'

/**
 * For what a query on an open store threw: a Failure that says what a user can do about it, with the SQLSTATE in `code`; any
 * other error as it is.
 * @param died what the connection said when it ended between two statements
 */
export function queryFailure(error: unknown, name: string, moment: Moment, died?: Error): unknown {
  if (error instanceof Failure) return error
  const { code, text } = codeAndText(error)
  const lost = isLost(error)
  const told = explainQuery(died && lost ? codeAndText(died) : { code, text }, name, error)
  if (told && !(lost && moment === 'committing')) return withCode(told, died && lost ? codeAndText(died).code : code)
  if (!lost) return error
  return moment === 'committing' ? outcomeUnknown(name) : lostConnection(name, moment)
}

/** Was the connection lost after COMMIT was sent and before it was answered? Only looking tells whether it was made. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof Failure && 'code' in error && error.code === unknownOutcome
}

/** What a transaction throws that the store's signal ended. */
export function interrupted(name: string): Failure {
  return new Failure(`interrupted: what was under way in ${name} was rolled back`)
}

function outcomeUnknown(name: string): Failure {
  return withCode(
    new Failure(`the connection to ${name} was lost while it committed: whether it did is not known`, {
      help: 'run the command again: that is safe, and what was committed already is not done twice',
    }),
    unknownOutcome,
  )
}

function lostConnection(name: string, moment: Moment): Failure {
  const undone = moment === 'inside' ? 'what was under way was rolled back; ' : ''
  return new Failure(`the connection to ${name} was lost`, { help: `${undone}run the command again` })
}

function withCode(failure: Failure, code: string): Failure {
  return Object.assign(failure, { code })
}

/** Did the connection end with this? */
export function isLost(error: unknown): error is Error {
  const { code, text } = codeAndText(error)
  return (
    /^(57P0\d|25P0[34]|08...|ECONNRESET|EPIPE|ETIMEDOUT|ECONNREFUSED)$/.test(code) ||
    /^(Connection terminated|Client has encountered a connection error|timeout e)/.test(text)
  )
}

const rolledBack = 'nothing of it was committed'

function explainQuery({ code, text }: Said, name: string, cause: unknown): Failure | undefined {
  // what the server itself refuses, in any language; the guards of the audit log refuse with the same code
  if (code === '42501' && cause instanceof Error && 'routine' in cause && cause.routine === 'aclcheck_error')
    return new Failure(`the user of ${name} lacks a right: ${text}`, {
      help: 'use the user that owns the tables, or GRANT it what is missing',
      cause,
    })
  if (code === '57014')
    return new Failure(`${name} cancelled a statement: it ran past statement_timeout, or somebody cancelled it`, {
      help: `${rolledBack}; ALTER ROLE … SET statement_timeout = 0 lifts the limit for this user`,
      cause,
    })
  const session = sessionLimits.get(code)
  if (session !== undefined)
    return new Failure(`${name} ended the session: its ${session} has passed`, {
      help: `${rolledBack}; ALTER ROLE … SET ${session} = 0 lifts the limit for this user`,
    })
  if (code === '55P03')
    return new Failure(`another session holds a lock in ${name}, and lock_timeout has passed`, {
      exit: Exit.locked,
      help: `${rolledBack}; try again when it is done`,
      cause,
    })
  if (code === '25006')
    return new Failure(`${name} only reads: it is a replica, or its user has default_transaction_read_only`, {
      exit: Exit.refused,
      help: 'use the address of the primary, or add ?target_session_attrs=read-write to DATABASE_URL',
      cause,
    })
  if (/^53[124]..$/.test(code)) return new Failure(`${name} has run out of something: ${text}`, { cause })
  if (code.startsWith('08') && text.includes('query_wait_timeout'))
    return new Failure(`the pooler before ${name} had no connection free`, { help: 'try again, or let it open more' })
  return undefined
}

const sessionLimits: ReadonlyMap<string, string> = new Map([
  ['25P03', 'idle_in_transaction_session_timeout'],
  ['25P04', 'transaction_timeout'],
  ['57P05', 'idle_session_timeout'],
])

interface Said {
  readonly code: string
  readonly text: string
}

/** The code and the text of any error; empty where it has none. */
export function codeAndText(error: unknown): Said {
  if (!(error instanceof Error)) return { code: '', text: String(error) }
  const code = (error as { readonly code?: unknown }).code
  return { code: typeof code === 'string' ? code : '', text: error.message }
}
