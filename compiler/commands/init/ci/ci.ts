import { Failure } from '../../../diagnostics/failure.ts'
import type { Place } from '../place.ts'
import { foldersOf } from './folders.ts'
import { checks } from './github-checks.ts'
import { commenting } from './github-comment.ts'
import { gitlabChecks, gitlabEntry, gitlabJobs } from './gitlab.ts'

/** Where pull requests are looked at; the first is the default. */
export const forges = ['github', 'gitlab', 'none'] as const
export type ForgeName = (typeof forges)[number]

/** @throws Failure when it is none of them */
export function readForge(asked: string | undefined): ForgeName {
  const found = forges.find((name) => name === (asked ?? forges[0]))
  if (found !== undefined) return found
  throw new Failure(`there is no CI \`${asked}\` to write files for`, { help: `--ci ${forges.join(', or --ci ')}` })
}

/** The files that make CI check, plan and sync: text by path from the folder of the flag repository. */
export function ciFiles(forge: ForgeName, place: Place): Readonly<Record<string, string>> {
  const folders = foldersOf(place)
  switch (forge) {
    case 'github':
      return {
        [`${place.toTop}.github/workflows/flags.yml`]: checks(folders),
        [`${place.toTop}.github/workflows/flags-comment.yml`]: commenting(folders),
      }
    case 'gitlab':
      return { [`${place.toTop}.gitlab-ci.yml`]: gitlabEntry, [`${place.toTop}${gitlabJobs}`]: gitlabChecks(folders) }
    case 'none':
      return {}
  }
}
