import { serialise, snapshot } from '../../emit/snapshot.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { inOrder } from '../build/environments.ts'
import type { Content } from '../build/source.ts'
import type { Held } from './edge.ts'
import type { Sources, Told } from './sources.ts'
import type { Loaded } from './worker.ts'

/** How what one place holds compares with what git wants, or the database when there is no git. */
export type Agreement = 'same' | 'same-answers' | 'differs' | 'nothing' | 'broken'

export interface EnvironmentStatus {
  readonly environment: string
  readonly git: { readonly revision: string } | undefined
  readonly database: { readonly revision: string; readonly agreement: Agreement } | undefined
  readonly edge: (Partial<Held> & { readonly agreement: Agreement }) | undefined
  readonly worker: (Partial<Loaded> & { readonly agreement: Agreement }) | undefined
  /** All that were asked hold the same. */
  readonly agree: boolean
}

/** The salt under which users of an environment are hashed. */
export type SaltOf = (environment: string) => string | undefined

/** Compares content and not only revisions: a commit that changes nothing in an environment leaves it in agreement. */
export function compare(
  { git, database, edge, worker }: Sources,
  only: string | undefined,
  saltOf: SaltOf,
): EnvironmentStatus[] {
  const [inGit, stored, held, loaded] = [valueOf(git), valueOf(database), valueOf(edge), valueOf(worker)]
  const source = inGit ?? stored
  const wanted = source ? inOrder(source.rows.environments).map(({ environment }) => environment) : []
  const others = [...(held?.environments.keys() ?? [])].sort()
  // with nothing else to say which environments there are, the edge should hold the one that is asked for
  const asked = only !== undefined && held && !source ? [only] : []
  return [...new Set([...wanted, ...others, ...asked])]
    .filter((environment) => only === undefined || environment === only)
    .map((environment) => {
      const there = held?.environments.get(environment)
      const parts = {
        git: inGit && wanted.includes(environment) ? { revision: inGit.revision } : undefined,
        database: stored && { revision: stored.revision, agreement: ofRows(source, stored, environment) },
        edge: held && { ...there, agreement: ofHeld(source, there, environment, held.isLocal, saltOf) },
        worker: loaded && ofLoaded(there, loaded.environments.get(environment)),
      }
      const agree = [parts.database, parts.edge, parts.worker].every(
        (part) => part === undefined || part.agreement === 'same' || part.agreement === 'same-answers',
      )
      return { environment, ...parts, agree }
    })
}

function valueOf<T>(told: Told<T>): T | undefined {
  return 'value' in told ? told.value : undefined
}

function ofRows(reference: Content | undefined, stored: Content, environment: string): Agreement {
  if (!reference || reference === stored) return 'same'
  const there = [...stored.rows.environments.values()].some(({ key }) => key[0] === environment)
  if (!there) return 'nothing'
  const { revision } = reference
  const isSame =
    contentOf(stored, environment, revision)?.sha256 === contentOf(reference, environment, revision)?.sha256
  if (!isSame) return 'differs'
  return stored.revision === revision ? 'same' : 'same-answers'
}

/** Without a reference, whatever can be answered from is taken for what is wanted. */
function ofHeld(
  reference: Content | undefined,
  held: Held | undefined,
  environment: string,
  isLocal: boolean,
  saltOf: SaltOf,
): Agreement {
  if (!held?.pointer) return held?.problem === undefined ? 'nothing' : 'broken'
  if (held.problem !== undefined) return 'broken'
  if (!reference) return 'same'
  const { served } = held.pointer
  const content = contentOf(reference, environment, served.revision, isLocal ? undefined : saltOf(environment))
  if (content?.sha256 === served.sha256) return served.revision === reference.revision ? 'same' : 'same-answers'
  return isLocal && content?.version === held.version ? 'same-answers' : 'differs'
}

function ofLoaded(held: Held | undefined, loaded: Loaded | undefined) {
  if (!loaded) return { agreement: 'same' as const } // an isolate loads what it is asked for, and was not asked yet
  const pointer = held?.pointer
  const isSame = pointer === undefined || loaded.sha256 === '' || pointer.served.sha256 === loaded.sha256
  return { ...loaded, agreement: isSame ? ('same' as const) : ('differs' as const) }
}

/** What would be published; undefined when hands wrote something that no snapshot can be made from. */
function contentOf({ rows }: Content, environment: string, revision: string, salt?: string) {
  try {
    const content = snapshot(rows, environment, revision, salt)
    return { version: content.version, sha256: serialise(content).sha256 }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
