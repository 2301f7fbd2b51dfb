/** A Worker without a framework that reads the context it is asked about, as every evaluation has to, and does nothing with it. */
export default {
  async fetch(request: Request): Promise<Response> {
    await request.json()
    return new Response('{"hello":"world"}', { headers: { 'Content-Type': 'application/json' } })
  },
}
