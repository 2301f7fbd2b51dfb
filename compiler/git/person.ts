import { Failure } from '../diagnostics/failure.ts'
import { GitError, type Repository } from './repository.ts'

/** Who makes a commit, as git writes it down. */
export interface Person {
  readonly name: string
  readonly email: string
}

const longest = 256
const form = /^\s*([^<>]*[^<>\s])\s*<([^<>\s@]+@[^<>\s@]+)>\s*$/
// oxlint-disable-next-line no-control-regex -- what may not stand in the header of a commit
const unseen = /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/g

/**
 * The git identity that a text is: `Alice Janssen <alice@example.com>`. Undefined for any other text. The text may come
 * from anywhere: nothing of it that cannot be seen gets into a commit.
 */
export function personIn(text: string): Person | undefined {
  const [, name = '', email = ''] = form.exec(text.slice(0, longest).replaceAll(unseen, ' ').toWellFormed()) ?? []
  // git takes these off the ends of a name, and a name that is nothing else is none
  const plain = name.replaceAll(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '')
  return plain === '' ? undefined : { name: plain, email }
}

/** A person, and the instant at which they did something, as the header of a commit has it. */
export function signature({ name, email }: Person, at: number): string {
  return `${name} <${email}> ${Math.trunc(at / 1000)} +0000`
}

/** Options that tell git who commits, where the surroundings say it: the library keeps the variables from git. */
export function committerOptions(env: Readonly<Record<string, string | undefined>>): string[] {
  const { GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email } = env
  return [...(name ? ['-c', `committer.name=${name}`] : []), ...(email ? ['-c', `committer.email=${email}`] : [])]
}

/**
 * Who commits here, by git's own settings.
 * @throws Failure when git does not know
 */
export async function committerOf(
  repository: Repository,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Person> {
  const answer = await repository
    .text([...committerOptions(env), 'var', 'GIT_COMMITTER_IDENT'])
    .catch((cause: unknown) => {
      throw cause instanceof GitError ? nobody(cause) : cause
    })
  const [, name = '', email = ''] = /^(.*) <([^<>]*)> \d+ [-+]\d{4}\s*$/.exec(answer) ?? []
  if (name === '') throw nobody(undefined)
  return { name, email }
}

function nobody(cause: unknown): Failure {
  return new Failure('git does not know who you are', {
    help: 'git config --global user.name "Your Name", and the same with user.email',
    cause,
  })
}
