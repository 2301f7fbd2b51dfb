import { Exit } from '../../diagnostics/failure.ts'
import { toJson } from '../../diagnostics/sanitise.ts'
import type { Environment } from '../../model/model.ts'
import { dataOf, isYamlList, isYamlMap, rewrite, valueAt, withValue } from '../../source/edit.ts'
import type { World } from '../command.ts'
import { type Asked, environmentsFor } from './asked.ts'
import { edit, type PathOfKeys } from './edit.ts'
import { keyInWords, keyMeant } from './entry.ts'

/** Takes a key out of its environment. */
export async function revokeKey(asked: Asked, world: World): Promise<number> {
  const found = await environmentsFor(asked, world)
  if (!found?.one) return Exit.problems
  const { one: environment } = found
  const meant = keyMeant(environment, asked.key, asked.name)
  const file = await edit(environment, world, (text, path) => without(text, path, meant.sha256))
  const isLast = isLastOf(environment, meant)
  const { kind, name = null, sha256 } = meant
  if (asked.format === 'json')
    world.stdout.write(`${toJson({ environment: environment.key, kind, name, sha256, file, last: isLast })}\n`)
  else world.stdout.write(`revoked ${keyInWords(meant)}, of ${environment.key}\n`)
  world.stderr.write(
    [
      `${file} no longer holds it: commit that, and publish; until two minutes after that, it opens ${environment.key} still`,
      ...(asked.key?.startsWith('halyard_') ? ['the key itself stands in the history of your shell now'] : []),
      ...(isLast ? [`it was the last ${kind} key of ${environment.key}: ${lastOf[kind]}`] : []),
      '',
    ].join('\n'),
  )
  return Exit.fine
}

const lastOf = {
  server: 'no backend gets answers there any more, until it has a new one',
  client: 'no browser and no app gets answers there any more, until it has a new one',
} as const

function isLastOf({ declared }: Environment, { kind, sha256 }: { kind: string; sha256: string }): boolean {
  return !declared.value.keys?.some((one) => one.kind === kind && one.sha256 !== sha256)
}

/** The text without every entry of this key, and without an empty list. */
function without(text: string, path: PathOfKeys, sha256: string): string {
  const data = dataOf(text)
  const list = valueAt(data, path)
  const items = isYamlList(list) ? list : []
  const left = items.filter((item) => !(isYamlMap(item) && item.get('sha256') === sha256))
  return rewrite(text, withValue(data, path, left.length === 0 ? undefined : left))
}
