import type { Environment, Model } from '../../model/model.ts'
import type { Document } from '../../source/document.ts'
import { environmentOf } from '../environment.ts'
import type { World } from '../command.ts'
import { compileFolder } from '../compiling.ts'
import { printProblems } from '../problems.ts'
import type { Project } from '../project.ts'

/** What the command line says. */
export interface Asked {
  readonly project: Project
  readonly environment: string | undefined
  /** Digits of a SHA-256, or the key itself: never shown. */
  readonly key: string | undefined
  readonly kind: string | undefined
  readonly name: string | undefined
  readonly format: 'pretty' | 'json'
}

interface Environments {
  readonly all: Model['environments']
  /** The one that is named, if one is. */
  readonly one: Environment | undefined
  readonly documents: readonly Document[]
}

/**
 * The environments of the files on disk; undefined after saying what is wrong with them, when the one that is named may be
 * among what could not be read. Other errors do not keep anybody from revoking a key.
 */
export async function environmentsFor(
  { project, environment }: Pick<Asked, 'project' | 'environment'>,
  world: World,
): Promise<Environments | undefined> {
  const { model, report, documents } = await compileFolder(project, world)
  const isMissing = environment !== undefined && !model.environments.has(environment)
  if (isMissing && report.count('error') > 0) {
    printProblems(report, 'error', world)
    return undefined
  }
  const one = environment === undefined ? undefined : environmentOf(model, environment)
  return { all: model.environments, one, documents }
}
