import type { PlanDocument } from '../../../schema/types.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import type { Request } from '../../forge/forge.ts'
import { markerOf, planAsMarkdown } from '../../plan/render/markdown.ts'

/** What to say, and whether it is worth a comment where there is none yet. */
export interface Saying {
  readonly body: string
  readonly worthNew: boolean
}

/** The comment about a plan, or about there being none. */
export function sayingOf(plan: PlanDocument | undefined, { head, runUrl, commitUrl }: Request, scope?: string): Saying {
  if (!plan) {
    const run = runUrl === undefined ? 'the run' : `[the run](${runUrl})`
    const body = `${markerOf(scope)}\n### No plan for \`${head.slice(0, 10)}\`\n\nIts flags have problems; ${run} names them.\n`
    return { body, worthNew: false }
  }
  if (plan.target !== head)
    throw new Failure(`the plan is for ${plan.target.slice(0, 10)}, and the pull request is at ${head.slice(0, 10)}`, {
      exit: Exit.problems,
      help: 'make the plan with --head set to the head of the pull request',
    })
  return { body: rendered(plan, { scope, runUrl, commitUrl }), worthNew: saysSomething(plan) }
}

/** A plan of the right shape may still hold rows that no database has. */
function rendered(plan: PlanDocument, options: Parameters<typeof planAsMarkdown>[1]): string {
  try {
    return planAsMarkdown(plan, options)
  } catch (cause) {
    throw new Failure('the plan file holds what no plan holds', { exit: Exit.problems, cause })
  }
}

function saysSomething({ changes, refusals, warnings, drift, impact }: PlanDocument): boolean {
  const lists = [changes, refusals, warnings, drift, ...impact.environments.map(({ flags }) => flags)]
  return lists.some((list) => list.length > 0)
}
