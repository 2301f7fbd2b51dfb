import { openAnnounced } from '../../edge/announce.ts'
import { openCloudflare } from '../../edge/cloudflare.ts'
import type { Kv } from '../../edge/kv.ts'
import type { World } from '../command.ts'

/** The option of every command that speaks to a KV. */
export const localOption = {
  type: 'boolean',
  summary: 'the KV of the `halyard dev` that runs here, instead of Cloudflare’s',
} as const

/** @throws Failure when there is nothing to speak to, or no right to */
export function openKv(local: boolean | undefined, { cwd, env, signal }: World): Promise<Kv> {
  return local ? openAnnounced(cwd, signal) : Promise.resolve(openCloudflare(env, signal))
}
