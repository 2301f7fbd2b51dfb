/** The least a Worker can do: its limit is that of workerd. */
export default { fetch: (): Response => new Response('ok') }
