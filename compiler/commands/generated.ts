import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Flag, Model } from '../model/model.ts'
import { visible } from '../source/characters.ts'
import type { World } from './command.ts'
import { save } from './save.ts'

/** The options of commands that generate a file from the flags. */
export const generatedOptions = {
  out: { type: 'string', short: 'o', value: 'FILE', summary: 'write to this file instead of standard output' },
  check: { type: 'boolean', summary: 'write nothing; exit 3 when FILE is not what would be written' },
  client: { type: 'boolean', summary: 'only flags marked `client: true`' },
} as const

/** The flags that are asked for, by key. */
export function flagsBy(model: Model, client = false): Flag[] {
  return [...model.flags.values()].filter((flag) => flag.client || !client).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/**
 * Prints what was generated, writes it, or compares it with what was written before.
 *
 * @returns the exit code
 * @throws Failure for a file that cannot be written, and for a comparison with nothing
 */
export async function deliver(
  text: string,
  { out, check }: { readonly out: string | undefined; readonly check: boolean | undefined },
  world: World,
): Promise<number> {
  if (out === undefined) {
    if (check) throw new Failure('which file is to be checked?', { help: 'name it with `--out FILE`' })
    world.stdout.write(text)
    return Exit.fine
  }
  const file = resolve(world.cwd, out)
  const before = await readFile(file, 'utf8').catch(() => undefined)
  if (check && before !== text) {
    world.stderr.write(`${quote(visible(out))} is not what the flag files say: run this again without \`--check\`\n`)
    return Exit.pending
  }
  if (before !== text) await save(text, out, world)
  world.stderr.write(`${quote(visible(out))} is up to date\n`)
  return Exit.fine
}
