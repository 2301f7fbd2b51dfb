import type { Viewer } from '../access/viewer.ts'
import { Shell } from '../parts/shell.tsx'
import { Answer } from './answer.tsx'
import { type Asked, questionOf } from './asked.ts'
import { WhyForm } from './form.tsx'

interface WhyPageOf {
  readonly viewer: Viewer
  readonly asked: Asked
  /** The form was sent. */
  readonly isSent: boolean
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** Why does this user get this? */
export function WhyPage({ viewer, asked, isSent, now }: WhyPageOf) {
  const seen = viewer.seen.find(({ environment }) => environment === asked.environment) ?? viewer.seen[0]
  const question = isSent ? questionOf(asked, now) : undefined
  const problem = question && 'problem' in question ? question.problem : undefined
  return (
    <Shell title="Why?" viewer={viewer} current="why">
      <h1>Why does this user get this?</h1>
      <WhyForm viewer={viewer} asked={asked} problem={problem} />
      {seen && question && !('problem' in question) ? (
        <Answer seen={seen} flag={asked.flag} question={question} now={now} />
      ) : (
        ''
      )}
    </Shell>
  )
}
