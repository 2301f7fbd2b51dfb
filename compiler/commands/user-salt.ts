import { saltNames, saltsOf } from '../../worker/publication/salt.ts'
import { Failure } from '../diagnostics/failure.ts'
import { personalKeys } from '../emit/personal-keys.ts'
import type { Snapshot } from '../../schema/types.ts'
import { counted } from '../diagnostics/prose.ts'
import { forTerminal } from '../diagnostics/sanitise.ts'
import type { World } from './command.ts'

// Below this a salt is found by trying.
const shortest = 16

/**
 * The user salts of an environment, the one to hash with first; none: its users are named as they are.
 * @throws Failure for one that is too short to keep a secret
 */
export function userSalts(environment: string, env: World['env']): string[] {
  const salts = saltsOf(environment, env)
  if (salts.every((salt) => salt.length >= shortest)) return salts
  const [own, shared] = saltNames(environment)
  throw new Failure(
    `the salt for the users of \`${environment}\`, in ${own} or ${shared}, has fewer than ${shortest} characters`,
    { help: 'make one with `openssl rand -hex 32`' },
  )
}

/** Warns on stderr about what of people can be read in a snapshot, without showing it. */
export function warnOfPersonalKeys(snapshot: Snapshot, { stderr }: Pick<World, 'stderr'>): void {
  const environment = forTerminal(snapshot.environment)
  const { users, conditions } = personalKeys(snapshot)
  if (users)
    stderr.write(
      `warning: in the snapshot of ${environment}, anybody who gets it can read ${counted(users.count, 'user')} named by an e-mail address or a phone number, such as \`${forTerminal(users.example)}\`\n` +
        `  help: set ${saltNames(environment).join(' or ')}, here and as a secret of the Worker, to \`openssl rand -hex 32\`, or name them by an identifier\n`,
    )
  if (conditions)
    stderr.write(
      `warning: conditions in the snapshot of ${environment} spell out ${counted(conditions.count, 'text')} about people, such as \`${forTerminal(conditions.example)}\`, and no salt hides those\n` +
        '  help: name them under `user`, or in a group, instead of in `when`\n',
    )
}
