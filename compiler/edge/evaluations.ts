import { Exit, Failure } from '../diagnostics/failure.ts'
import { exchange } from '../http/exchange.ts'
import { at, parseJson } from '../http/json.ts'
import type { Counted } from '../model/counted.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'
import type { Account } from './account.ts'

/** Analytics Engine keeps what was written for three months. */
const mostDays = 90
const patience = 30_000
const mostBytes = 64 * 1024 * 1024

/**
 * What was counted in the last days, by Cloudflare's SQL API for Analytics Engine.
 * @param dataset the one that the Worker's binding EVALUATIONS writes to
 * @throws Failure when there is no answer, or none that can be read
 */
export async function readEvaluations(
  { url, token }: Account,
  dataset: string,
  days: number,
  signal: AbortSignal,
): Promise<Counted[]> {
  if (!/^[A-Za-z_]\w*$/.test(dataset))
    throw new Failure(`\`${visible(dataset)}\` cannot name a dataset`, {
      help: 'set HALYARD_DATASET to the dataset of the binding EVALUATIONS',
    })
  const sql =
    'SELECT blob1 AS environment, blob2 AS flag, blob5 AS request, blob7 AS kind, COUNT() AS points ' +
    `FROM ${dataset} WHERE timestamp > NOW() - INTERVAL '${Math.min(days, mostDays)}' DAY ` +
    'GROUP BY environment, flag, request, kind FORMAT JSON'
  const request = {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain' },
    body: sql,
    redirect: 'error',
  } as const
  const limits = { most: mostBytes, patience, signal }
  const { status, bytes } = await exchange(`${url}/analytics_engine/sql`, request, limits).catch((cause: unknown) => {
    throw failure('cannot be reached', cause)
  })
  if (!bytes) throw failure('answered with more than 64 MiB')
  const text = new TextDecoder().decode(bytes)
  if (status < 200 || status > 299) throw failure(`answered ${status}: ${visible(shorten(text, 200))}`)
  return read(text)
}

function read(text: string): Counted[] {
  const rows = rowsIn(text)
  if (!rows) throw failure('did not answer with rows')
  return rows.flatMap((row) => {
    const { environment, flag, request, kind } = row as Readonly<Record<string, unknown>>
    const isWhole = [environment, flag, request, kind].every((one) => typeof one === 'string')
    return isWhole ? [{ environment, flag, request, kind } as Counted] : []
  })
}

function rowsIn(text: string): readonly object[] | undefined {
  const data = at(parseJson(text), 'data')
  const isRows = Array.isArray(data) && data.every((row) => typeof row === 'object' && row !== null)
  return isRows ? (data as object[]) : undefined
}

function failure(what: string, cause?: unknown): Failure {
  return new Failure(`Analytics Engine ${what}`, {
    exit: Exit.problems,
    help: 'CLOUDFLARE_API_TOKEN needs the permission `Account Analytics: Read`; without the variable, nothing is asked there',
    cause,
  })
}
