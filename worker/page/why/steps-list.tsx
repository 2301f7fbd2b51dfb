import type { Seen } from '../access/viewer.ts'
import { Change } from '../parts/change.tsx'
import { Place } from '../parts/place.tsx'
import { flagHref } from '../parts/standing.tsx'
import type { Told } from './told.ts'

interface StepsOf {
  readonly steps: readonly Told[]
  readonly seen: Seen
  readonly now: number
}

const signs: Readonly<Record<Told['mark'], readonly [sign: string, words: string]>> = {
  yes: ['✓', 'Yes: '],
  no: ['✗', 'No: '],
  decides: ['→', 'Decides: '],
  note: ['·', ''],
}

/** An explanation as a list, what belongs to a step below it. */
export function Steps({ steps, seen, now }: StepsOf) {
  return (
    <ol class="steps">
      {steps.map((step) => {
        const [sign, words] = signs[step.mark]
        return (
          <li class={step.mark}>
            <span class="sign" aria-hidden="true">
              {sign}
            </span>
            <div>
              <span class="hidden">{words}</span>
              <span class="words">{step.words}</span>
              {step.parent === undefined ? (
                ''
              ) : (
                <a class="more" href={flagHref(step.parent)}>{`open ${step.parent}`}</a>
              )}
              {step.place || step.changed ? (
                <span class="origin">
                  {step.place ? <Place place={step.place} seen={seen} /> : ''}
                  {step.changed ? <Change change={step.changed} now={now} /> : ''}
                </span>
              ) : (
                ''
              )}
              {step.below && step.below.length > 0 ? <Steps steps={step.below} seen={seen} now={now} /> : ''}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
