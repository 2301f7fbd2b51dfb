import type {
  PlanDocument,
  PlannedChange,
  PlannedDrift,
  PlannedFlagImpact,
  PlannedOthers,
  PlannedReshuffle,
  PlanPlace,
  PlanRow,
} from '../../schema/types.ts'
import type { Drift } from '../model/drift.ts'
import type { FlagImpact, OthersImpact, Reshuffle } from '../model/impact.ts'
import type { Plan, Signed } from '../model/plan.ts'
import type { Row } from '../model/rows.ts'
import { nameInWords } from '../model/impact-words.ts'
import { whomInWords } from '../model/whom-words.ts'
import type { Place } from '../source/source.ts'

/** Works out where something stands, as people write it. */
export type Finder = (place: Place) => PlanPlace

/** So many of the users behind one move are named; of all of them it is said how many they are. */
const mostUsers = 20

/** A plan for machines, for reviewers, and for the file that `sync --plan` reads. */
export function planDocument(plan: Plan, find: Finder): PlanDocument {
  const { kind, store, base, target, checksum, refusals, warnings, changes, drift, impact, upcoming } = plan
  return {
    version: 1,
    kind,
    store: store ?? null,
    base,
    target,
    checksum,
    refusals: refusals.map(({ code, message, help, because }) => ({
      code,
      message,
      help,
      because: because ? find(because) : null,
    })),
    warnings: [...warnings],
    changes: changes.map((signed) => planned(signed, find)),
    drift: drift.map(drifted),
    impact: {
      at: new Date(impact.at).toISOString(),
      environments: impact.environments.map(({ environment, isProtected, flags }) => ({
        environment,
        isProtected,
        flags: flags.map((flag) => affected(flag, find)),
      })),
    },
    upcoming: upcoming.map((one) => ({
      at: new Date(one.at).toISOString(),
      environment: one.environment,
      flag: one.flag,
      kind: one.kind,
      text: one.text,
      whom: whomInWords(one.hits, { most: 5, name: nameInWords }),
      because: find(one.because),
    })),
  }
}

function planned({ change, actor, commit }: Signed, find: Finder): PlannedChange {
  const { action, table, key, was, before, after, because } = change
  return {
    action,
    table,
    key: [...key],
    ...(was ? { was: [...was] } : {}),
    before: row(before),
    after: row(after),
    because: because ? find(because) : null,
    actor,
    commit,
  }
}

function drifted({ table, key, base, live, wanted, fields, conflicts, by }: Drift): PlannedDrift {
  return {
    table,
    key: [...key],
    base: row(base),
    live: row(live),
    wanted: row(wanted),
    fields: [...fields],
    conflicts: [...conflicts],
    by: by ? { actor: by.actor, databaseUser: by.databaseUser, at: by.at } : null,
  }
}

function affected(
  { flag, isChanged, isSwitch, moves, others, reshuffles, notes }: FlagImpact,
  find: Finder,
): PlannedFlagImpact {
  return {
    flag,
    isChanged,
    isSwitch,
    moves: moves.map(({ kind, from, to, count, users }) => ({
      kind,
      from: from ?? null,
      to: to ?? null,
      count,
      users: users.slice(0, mostUsers),
    })),
    others: others ? shares(others) : null,
    reshuffles: reshuffles.map((one) => reshuffled(one, find)),
    notes: [...notes],
  }
}

function shares({ before, after, gain, lose, switch: switched }: OthersImpact): PlannedOthers {
  return { before: Object.fromEntries(before), after: Object.fromEntries(after), gain, lose, switch: switched }
}

function reshuffled({ kind, share, text, because, rebucket }: Reshuffle, find: Finder): PlannedReshuffle {
  return { kind, share, text, because: because ? find(because) : null, rebucket: rebucket ?? null }
}

function row(fields: Row['fields'] | undefined): PlanRow | null {
  return fields === undefined
    ? null
    : Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === 'object' && value !== null ? [...value] : value,
        ]),
      )
}
