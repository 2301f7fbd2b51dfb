import type { Plan } from './evaluate/plan.ts'

/** What speaks against using a key on a page from this origin, in a sentence for people; undefined when nothing does. */
export function objectionTo(
  origin: string,
  { kind, plan }: { readonly kind: 'server' | 'client'; readonly plan: Pick<Plan, 'environment' | 'origins'> },
): string | undefined {
  if (kind === 'server') return 'A server key was sent from a browser: use a client key there, and revoke this one.'
  if (!plan.origins || plan.origins.some((allowed) => covers(allowed, origin))) return undefined
  const name = origin.length <= 200 ? origin : 'this origin'
  return `Pages from ${name} may not use client keys of ${plan.environment}: add it to \`origins\` of that environment in the flag files.`
}

/** `*` stands for one label of the host, or for the port, which may be absent then. */
function covers(allowed: string, origin: string): boolean {
  const star = allowed.indexOf('*')
  if (star === -1) return allowed === origin
  const [before, after] = [allowed.slice(0, star), allowed.slice(star + 1)]
  if (after === '') return origin === before.slice(0, -1) || rest(origin, before, after, /^\d{1,5}$/)
  return rest(origin, before, after, /^[a-z0-9_-]+$/)
}

function rest(text: string, before: string, after: string, shape: RegExp): boolean {
  if (text.length <= before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return false
  return shape.test(text.slice(before.length, text.length - after.length))
}
