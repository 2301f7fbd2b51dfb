import { Hono } from 'hono'
import type { Candidate } from '../../evaluation/candidate.ts'
import type { Context } from '../../evaluation/workload.ts'

/** Another engine in the same shell: it reads the same request and writes what it finds as JSON, without OFREP's other duties. */
export async function shell(candidate: Candidate, config: ArrayBuffer): Promise<Hono> {
  const engine = await candidate.load(new Uint8Array(config))
  const app = new Hono()
  app.post('/ofrep/v1/evaluate/flags', async (c) => {
    const { context } = await c.req.json<{ context: Context & { targetingKey: string } }>()
    return c.json({ flags: await engine.all(engine.ask({ ...context, user: context.targetingKey })) })
  })
  return app
}
