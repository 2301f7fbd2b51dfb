import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import { doubtsAbout } from '../../model/doubts.ts'
import type { Model } from '../../model/model.ts'
import type { World } from '../command.ts'

/** Says on stderr which names of a context look like slips; the answer stands all the same. */
export function sayDoubts(model: Model, context: EvaluationContext, { stderr }: World): void {
  const { targetingKey } = context
  const user = typeof targetingKey === 'string' ? targetingKey : undefined
  for (const { of, name, meant } of doubtsAbout(model, user, Object.keys(context)))
    stderr.write(`note: there is no ${of} \`${forTerminal(name)}\`\n  help: did you mean \`${meant}\`?\n`)
}
