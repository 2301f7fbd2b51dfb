import { raw } from 'hono/html'
import type { Plan } from '../../evaluate/plan.ts'
import { layout } from '../../graph/layout.ts'
import { svg } from '../../graph/svg.ts'
import { flagHref, Standing as StandingWords } from '../parts/standing.tsx'
import { type State, stateWords } from '../../state/state.ts'
import { statesAt } from '../../state/states.ts'
import { count } from '../../words/count.ts'
import { familyOf, type Neighbour } from './family.ts'
import type { Standing } from './flag-page.tsx'

/** What the flag depends on, and what depends on it: drawn, and as lists. States are those of the last environment. */
export function GraphPart({ standings, now }: { readonly standings: readonly Standing[]; readonly now: number }) {
  const { seen, flag } = standings.at(-1)!
  const { plan, environment } = seen
  const { members, edges, isCut, dependsOn, neededBy } = familyOf(plan, flag)
  const key = plan.flags.keys.key(flag)
  const states = statesAt(plan, now)
  const nodes = members.map((member) => {
    const { name, note } = states[member]!
    return {
      key: plan.flags.keys.key(member),
      state: name,
      note: note === '' ? stateWords[name] : note,
    }
  })
  const title = `What ${key} depends on, and what depends on it, in ${environment}`
  return (
    <section aria-labelledby="graph">
      <h2 id="graph">Dependencies in {environment}</h2>
      {members.length === 1 ? (
        <p class="muted">It depends on no other flag, and no other flag depends on it.</p>
      ) : (
        <>
          <div class="picture" tabindex={0} role="region" aria-label={title}>
            {raw(svg(layout(nodes, edges), { title, current: key, link: flagHref }))}
          </div>
          {isCut ? <p class="muted">There are more; the nearest are shown.</p> : ''}
          <Related title="Depends on" flags={dependsOn} plan={plan} states={states} />
          <Related title="Needed by" flags={neededBy} plan={plan} states={states} />
        </>
      )}
    </section>
  )
}

interface RelatedTo {
  readonly title: string
  readonly flags: readonly Neighbour[]
  readonly plan: Plan
  readonly states: readonly State[]
}

/** So many are listed; of more, the rest is counted. */
const mostListed = 300

function Related({ title, flags, plan, states }: RelatedTo) {
  if (flags.length === 0) return <></>
  const keys = flags.slice(0, mostListed).map((one) => ({ ...one, key: plan.flags.keys.key(one.flag) }))
  return (
    <>
      <h3>{title}</h3>
      <ul class="related">
        {keys.map(({ key, flag, label }) => (
          <li>
            <a href={flagHref(key)}>
              <code>{key}</code>
            </a>
            {label === undefined ? '' : <span class="note">serving {label}</span>}{' '}
            <StandingWords state={states[flag]} />
          </li>
        ))}
      </ul>
      {flags.length > mostListed ? <p class="muted">and {count(flags.length - mostListed, 'flag')} more</p> : ''}
    </>
  )
}
