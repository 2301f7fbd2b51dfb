/** A Worker without a framework that answers every request with the same JSON. */
export default {
  fetch: (): Response => new Response('{"hello":"world"}', { headers: { 'Content-Type': 'application/json' } }),
}
