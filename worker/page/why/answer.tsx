import type { Decision } from '../../evaluate/decision.ts'
import { explain } from '../../evaluate/explain.ts'
import type { Explanation } from '../../evaluate/explain/explanation.ts'
import { targetingKeyOf } from '../../evaluate/subject.ts'
import type { Seen } from '../access/viewer.ts'
import { Change } from '../parts/change.tsx'
import { beginning } from '../../words/values.ts'
import { instant } from '../../words/calendar.ts'
import { Place } from '../parts/place.tsx'
import { flagHref } from '../parts/standing.tsx'
import type { Question } from './asked.ts'
import { type Telling, stepsTold } from './steps.ts'
import { Steps } from './steps-list.tsx'
import type { Told } from './told.ts'

interface AnswerOf {
  readonly seen: Seen
  readonly flag: string
  readonly question: Question
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** What a flag is for somebody, and every step of the way there. */
export function Answer({ seen, flag, question, now }: AnswerOf) {
  const explanation = explain(seen.plan, flag, question.context, question.at)
  const who = targetingKeyOf(question.context) ?? 'nobody in particular'
  const telling = (): Telling => ({ seen, who, told: new Set() })
  const root = rootOf(explanation)
  const cause = stepsTold(root, telling()).at(-1)
  return (
    <section class="answer" id="answer" aria-labelledby="answer-head" tabindex={-1}>
      <h2 id="answer-head">
        <a href={flagHref(flag)}>
          <code>{flag}</code>
        </a>{' '}
        is <Outcome decision={explanation.decision} /> for <bdi>{who}</bdi>
      </h2>
      <p class="muted">
        in {seen.environment} at {instant(question.at)}
        {explanation.decision.errorCode === undefined ? `, for the reason ${explanation.decision.reason}` : ''}
      </p>
      {cause ? (
        <Decided cause={cause} seen={seen} now={now} parent={root === explanation ? undefined : root.flag} />
      ) : (
        ''
      )}
      <h3>Every step</h3>
      <Steps steps={stepsTold(explanation, telling())} seen={seen} now={now} />
    </section>
  )
}

function Outcome({ decision }: { readonly decision: Decision }) {
  if (decision.errorCode !== undefined) return <b class="outcome">an error: {decision.errorDetails}</b>
  return (
    <b class="outcome">
      {decision.variant} <code>{beginning(decision.value, 120)}</code>
    </b>
  )
}

interface DecidedBy {
  readonly cause: Told
  readonly seen: Seen
  readonly now: number
  /** The flag further up whose step it is. */
  readonly parent: string | undefined
}

/** The one step that settled it, and who made it so. */
function Decided({ cause, seen, now, parent }: DecidedBy) {
  return (
    <div class="decided">
      <p>
        <span class="label">Decided by</span>{' '}
        {parent === undefined ? (
          ''
        ) : (
          <>
            its parent{' '}
            <a href={flagHref(parent)}>
              <code>{parent}</code>
            </a>
            :{' '}
          </>
        )}
        {cause.words}
      </p>
      {cause.place ? (
        <p>
          <span class="label">Written at</span> <Place place={cause.place} seen={seen} />
        </p>
      ) : (
        ''
      )}
      {cause.changed ? (
        <p>
          <span class="label">Changed by</span> <Change change={cause.changed} now={now} />
        </p>
      ) : (
        ''
      )}
    </div>
  )
}

/** At the end of a chain of flags that block each other, the one that no parent blocks. */
function rootOf(explanation: Explanation): Explanation {
  let root = explanation
  for (let last = root.steps.at(-1); last?.step === 'dependency' && last.decided; last = root.steps.at(-1))
    root = last.why
  return root
}
