import { env } from 'cloudflare:workers'
import { OpenFeature } from '@openfeature/server-sdk'
import { type FlagsBinding, HalyardProvider } from 'halyard/provider'

const { FLAGS } = env as unknown as { readonly FLAGS: FlagsBinding }
OpenFeature.setProvider(new HalyardProvider(FLAGS, 'production'))
const flags = OpenFeature.getClient()

/** `/` greets a rider with the bell sound that is theirs; `/flags` shows all of their flags. */
export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const context = {
      targetingKey: url.searchParams.get('rider') ?? '',
      country: url.searchParams.get('country') ?? '',
    }
    if (url.pathname === '/flags') return Response.json(await FLAGS.evaluateAll('production', context))
    const sound = await flags.getStringValue('bell-sound', 'ting', context)
    return new Response(`Your bell goes ${sound}.\n`)
  },
}
