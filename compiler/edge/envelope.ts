import { at, listOf, numberAt, parseJson, textAt } from '../http/json.ts'

// Cloudflare wraps every answer but a value: { success, errors: [{ code, message }], result, result_info: { cursor } }.

/** What an answer that is a no says; nothing of it is taken for granted. */
export function errorOf(bytes: Uint8Array | undefined): { code: number | undefined; message: string } {
  const [first] = listOf(at(parsed(bytes), 'errors'))
  return { code: numberAt(first, 'code'), message: textAt(first, 'message') }
}

/** One page of names, and where the next one begins, or an empty text; undefined when it is something else. */
export function pageOf(bytes: Uint8Array): { names: string[]; cursor: string } | undefined {
  const answer = parsed(bytes)
  const result = at(answer, 'result')
  if (!Array.isArray(result)) return undefined
  return { names: result.map((one) => textAt(one, 'name')), cursor: textAt(answer, 'result_info', 'cursor') }
}

/** An answer that is a no, as this API gives it. */
export function refusal(code: number, message: string): string {
  return JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null })
}

/** An answer that is a yes. */
export function accepted(result: unknown): string {
  return JSON.stringify({ success: true, errors: [], messages: [], result, result_info: { cursor: '' } })
}

/** Cloudflare's numbers for a name with nothing behind it, and for a token that is not let in. */
export const codes = { nothingThere: 10_009, notLetIn: 10_000, notFound: 7003 } as const

function parsed(bytes: Uint8Array | undefined): unknown {
  return parseJson(new TextDecoder().decode(bytes))
}
