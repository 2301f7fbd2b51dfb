import { accountOf } from '../../edge/account.ts'
import { readEvaluations } from '../../edge/evaluations.ts'
import type { Counted } from '../../model/counted.ts'
import type { Environment } from '../../model/model.ts'
import type { World } from '../command.ts'

/** The dataset that docs/observability.md binds. */
const usual = 'halyard_evaluations'

/**
 * What the Worker counted in these environments; undefined, which is said on stderr, when nobody can tell.
 * @throws Failure when there is an account, and it does not answer
 */
export async function countedSince(
  days: number,
  environments: readonly Environment[],
  { env, stderr, signal }: Pick<World, 'env' | 'stderr' | 'signal'>,
): Promise<readonly Counted[] | undefined> {
  const account = accountOf(env)
  if (!account) {
    stderr.write(
      'note: whether applications ask for a flag was not looked at: set CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN\n',
    )
    return undefined
  }
  const keys = new Set(environments.map(({ key }) => key))
  const all = await readEvaluations(account, env['HALYARD_DATASET'] || usual, days, signal)
  const counted = all.filter(({ environment }) => keys.has(environment))
  if (counted.length > 0) return counted
  stderr.write('note: no evaluation was counted, so nobody can tell which flags applications ask for\n')
  return undefined
}
