import type { Impact } from '../model/impact.ts'
import type { Plan } from '../model/plan.ts'
import { changesAsJson, driftAsJson } from './as-json.ts'

type Json = Readonly<Record<string, unknown>>

/** A plan for machines, and for the file that `sync --plan` reads. */
export function planAsJson({ changes, drift, impact, ...plan }: Plan): Json {
  return {
    version: 1,
    ...plan,
    changes: changesAsJson(changes),
    drift: driftAsJson(drift),
    impact: impactAsJson(impact),
  }
}

/** Maps become objects; instants RFC 3339. */
function impactAsJson({ at, environments }: Impact): Json {
  return {
    at: new Date(at).toISOString(),
    environments: environments.map((environment) => ({
      ...environment,
      flags: environment.flags.map(({ others, reshuffles, ...flag }) => ({
        ...flag,
        others: others && {
          ...others,
          before: Object.fromEntries(others.before),
          after: Object.fromEntries(others.after),
        },
        reshuffles: reshuffles.map(({ because: _, ...reshuffle }) => reshuffle),
      })),
    })),
  }
}
