import { createHash } from 'node:crypto'

type Json = Readonly<Record<string, unknown>>

/** Closes a plan for a file: whoever edits it by accident, or cuts it off, breaks the seal. It is no signature. */
export function sealed<P extends object>(plan: P): P & { readonly seal: string } {
  return { ...plan, seal: sealOf(plan) }
}

/** Is this plan as it was written? */
export function isSealed({ seal, ...plan }: Json): boolean {
  return typeof seal === 'string' && seal === sealOf(plan)
}

function sealOf(plan: object): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex')
}
