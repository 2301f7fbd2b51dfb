import { Exit, Failure } from '../../diagnostics/failure.ts'
import { counted } from '../../diagnostics/prose.ts'
import { newApiKey } from '../../model/api-key.ts'
import type { Environment } from '../../model/model.ts'
import { hidden } from '../../source/characters.ts'
import { appendToList } from '../../source/edit.ts'
import type { World } from '../command.ts'
import { type Asked, environmentsFor } from './asked.ts'
import { edit } from './edit.ts'
import { shortest } from './entry.ts'

/** As the schema says. */
const mostKeys = 100

type Kind = 'server' | 'client'

/** Makes a key, prints it, and leaves its SHA-256 in the environment. */
export async function makeKey(asked: Asked, world: World): Promise<number> {
  const kind = kindOf(asked.kind)
  const { name } = asked
  judgeName(name)
  const found = await environmentsFor(asked, world)
  if (!found?.one) return Exit.problems
  const { one: environment } = found
  const { keys = [] } = environment.declared.value
  if (keys.length >= mostKeys)
    throw new Failure(`${environment.key} has ${mostKeys} keys already`, { help: 'revoke one that nobody uses' })
  const { key, sha256 } = newApiKey(environment.key, kind)
  const entry = { kind, sha256, ...(name === undefined ? {} : { name }) }
  const file = await edit(environment, world, (text, path) => appendToList(text, path, entry))
  const told = { environment: environment.key, ...entry, file, key }
  world.stdout.write(asked.format === 'json' ? `${JSON.stringify(told)}\n` : `${key}\n`)
  world.stderr.write(advice(environment, entry, file))
  return Exit.fine
}

function advice(
  { key: environment, declared }: Environment,
  { kind, sha256 }: { kind: Kind; sha256: string },
  file: string,
) {
  const before = (declared.value.keys ?? []).filter((one) => one.kind === kind).length
  const lines = [
    `this is the only time it is shown; ${file} holds its SHA-256, ${shortest(sha256)}: commit that, and publish`,
    'it opens the edge within two minutes of being published',
  ]
  if (before > 0)
    lines.push(
      `to rotate, give it to the application then, and run \`halyard keys revoke ${environment}\` with the old one: that takes two minutes more`,
    )
  if (before > 1)
    lines.push(
      `warning: ${environment} had ${counted(before, `${kind} key`)} already, and two are enough to rotate one: see \`halyard keys list ${environment}\``,
    )
  return `${lines.join('\n')}\n`
}

function kindOf(kind: string | undefined): Kind {
  if (kind === 'server' || kind === 'client') return kind
  throw new Failure(kind === undefined ? 'which kind of key?' : `there is no kind of key \`${kind}\``, {
    help: 'give `--kind server` for a backend or `--kind client` for browsers',
  })
}

function judgeName(name: string | undefined): void {
  if (name === undefined || (name !== '' && name.length <= 200 && !hidden.test(name) && !/[\n\r\t]/.test(name))) return
  throw new Failure('this name cannot be kept', { help: 'a name is one line of up to 200 characters' })
}
