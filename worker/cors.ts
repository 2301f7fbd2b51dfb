/** On every real answer. Any origin may read: the API key decides, and no cookie is involved. */
export const exposed = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After',
  Vary: 'Origin',
} as const

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
