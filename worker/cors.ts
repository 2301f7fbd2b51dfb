import type { Access } from './keys.ts'

/**
 * What a browser needs to read an answer, on whatever is answered, errors too. Any page may read: the API key decides what is
 * in it, and no cookie is involved. Nobody but browsers sends `Origin`, and others are spared the bytes.
 *
 * @param asked the headers of the request
 */
export function readable(asked: Headers, answer: Response | Promise<Response>): Response | Promise<Response> {
  return asked.has('Origin') ? allowed(answer) : answer
}

async function allowed(answer: Response | Promise<Response>): Promise<Response> {
  const response = await answer
  const { headers } = response
  if (headers.get('Cross-Origin-Resource-Policy') === 'same-origin') return response // the page for people, which no other page may read
  if (!headers.has('Access-Control-Allow-Origin')) headers.set('Access-Control-Allow-Origin', '*')
  headers.set('Access-Control-Expose-Headers', 'ETag, Retry-After')
  return response
}

/** Where a list of origins decided, the answer is for this origin alone, and caches have to know. */
export function forOrigin(headers: Headers, { kind, plan }: Access, answer: Response): Response {
  if (kind === 'server' || !plan.origins) return answer
  const origin = headers.get('Origin')
  if (origin !== null) answer.headers.set('Access-Control-Allow-Origin', origin)
  answer.headers.append('Vary', 'Origin')
  return answer
}

const usual = 'Content-Type, Authorization, X-API-Key, If-None-Match, traceparent, tracestate, baggage'

/**
 * The answer to a browser that asks before it sends. It carries no credentials, so it is answered before any are looked at.
 * The headers asked for are granted as they are, since applications add their own for tracing.
 */
export function preflight(headers: Headers): Response {
  const asked = headers.get('Access-Control-Request-Headers')
  const granted = asked !== null && /^[\w!#$%&'*+.^`|~, -]{1,1024}$/.test(asked) ? asked : usual
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'POST, GET, OPTIONS',
      'Access-Control-Allow-Headers': granted,
      'Access-Control-Max-Age': '7200',
      Vary: 'Origin, Access-Control-Request-Headers',
    },
  })
}
