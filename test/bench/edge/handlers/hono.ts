import { Hono } from 'hono'

/** An empty Hono handler, at the routes of the Worker. */
const app = new Hono()
app.post('/ofrep/v1/evaluate/flags/:key{.+}', (c) => c.json({ hello: 'world' }))
app.post('/ofrep/v1/evaluate/flags', (c) => c.json({ hello: 'world' }))
export default app
