import { createHash } from 'node:crypto'
import type { LocatedDiagnostic } from '../located.ts'
import { forJson } from '../sanitise.ts'

/**
 * What tells a finding from every other, the same over moved lines and, for what stands in an entity, over moved files.
 * `seen` counts those that are alike otherwise.
 */
export function fingerprint({ code, path, site, message }: LocatedDiagnostic, seen: Map<string, number>): string {
  const thing = path && path.length >= 2 ? path : [site.file.path, ...(path ?? [message])]
  const identity = JSON.stringify([code, ...thing].map((part) => forJson(String(part))))
  const ordinal = seen.get(identity) ?? 0
  seen.set(identity, ordinal + 1)
  return createHash('sha256').update(`${identity}${ordinal}`).digest('hex')
}
