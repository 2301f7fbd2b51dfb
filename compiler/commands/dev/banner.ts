import type { Model } from '../../model/model.ts'
import type { LocalKeys } from './keys.ts'

/** Where everything runs. */
export interface Addresses {
  /** The Worker: `http://127.0.0.1:8787`. */
  readonly worker: string
  /** A connection string for psql. */
  readonly database: string
}

/** Lines ready to paste into another terminal, with names from the flag repository at hand. */
export function banner(model: Model, keys: LocalKeys, { worker, database }: Addresses): string {
  const environment = [...model.environments.keys()].at(-1)
  const [flag, user] = example(model, environment)
  const lines = [
    '',
    `  Page       ${worker}/`,
    `  Worker     ${worker}`,
    `  Postgres   ${database}`,
    '',
    '  Try, in another terminal:',
    ...(environment && flag ? curl(worker, keys[environment] ?? '', flag, user) : []),
    '',
    `  psql '${database}' -c "SELECT * FROM active_flags('${user.replaceAll("'", "''")}', '${environment ?? ''}')"`,
    '',
    '  Edit a file below flags/ and ask again. Ctrl-C ends everything.',
    '',
  ]
  return `${lines.join('\n')}\n`
}

function curl(worker: string, key: string, flag: string, user: string): string[] {
  const body = JSON.stringify({ context: { targetingKey: user } }).replaceAll("'", "'\\''")
  return [
    '',
    `  curl -s ${worker}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)} \\`,
    `    -H 'Authorization: Bearer ${key}' \\`,
    `    -H 'Content-Type: application/json' -d '${body}'`,
  ]
}

/** A flag that somebody has in this environment, and that somebody: the answer is then worth looking at. */
function example(model: Model, environment: string | undefined): readonly [flag: string | undefined, user: string] {
  const home = environment === undefined ? undefined : model.environments.get(environment)
  for (const flag of model.flags.values()) {
    if (!home || !flag.enabled || flag.disabledIn.has(home)) continue
    for (const { users, groups, serve } of flag.assignments.get(home)?.assignments ?? []) {
      const user = users[0]?.thing ?? groups[0]?.thing.members[0]?.user
      if (user && serve !== flag.off) return [flag.key, user.key]
    }
  }
  return [model.flags.keys().next().value, model.users.keys().next().value ?? 'anybody']
}
