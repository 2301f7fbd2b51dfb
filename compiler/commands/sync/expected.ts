import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { isSealed } from '../../plan/seal.ts'
import type { World } from '../command.ts'

/** The only plan that may be applied. */
export interface Expected {
  readonly checksum: string
  /** The commit it leads to; undefined: the one at HEAD. */
  readonly target: string | undefined
}

/**
 * Reads `--plan FILE` or `--expect CHECKSUM`; undefined without them. Only the checksum and the commit are taken from the
 * file: what is applied is planned anew, and has to come out the same.
 * @throws Failure exit 4 when the file was edited, is cut off, or is no plan against a database
 */
export async function expectedChecksum(
  { plan, expect }: { readonly plan: string | undefined; readonly expect: string | undefined },
  world: World,
): Promise<Expected | undefined> {
  if (plan !== undefined && expect !== undefined)
    throw new Failure('`--plan` and `--expect` exclude each other', { help: 'leave one of them out' })
  if (expect !== undefined) {
    if (/^[0-9a-f]{64}$/.test(expect)) return { checksum: expect, target: undefined }
    throw new Failure('`--expect` wants the checksum of a plan, 64 digits from 0 to f', {
      help: '`halyard plan` prints it',
    })
  }
  return plan === undefined ? undefined : readPlanFile(plan, await textOf(resolve(world.cwd, plan), plan))
}

function readPlanFile(shownAs: string, text: string): Expected {
  const content = parsed(text)
  if (content === undefined || !isSealed(content)) throw unusable(`${shownAs} was edited or is cut off`)
  const { kind, checksum, target } = content
  if (kind !== 'database' || typeof checksum !== 'string' || typeof target !== 'string')
    throw unusable(`${shownAs} tells what one commit changes against another, not what a database needs`)
  return { checksum, target }
}

function unusable(message: string): Failure {
  return new Failure(message, {
    exit: Exit.refused,
    help: 'nothing was changed; make it anew with `halyard plan --out FILE`',
  })
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

async function textOf(file: string, shownAs: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Failure(`the plan ${shownAs} cannot be read`, { help: 'write one with `halyard plan --out FILE`', cause })
  }
}
