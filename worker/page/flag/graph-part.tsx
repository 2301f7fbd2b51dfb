import { raw } from 'hono/html'
import { layout } from '../../graph/layout.ts'
import { svg } from '../../graph/svg.ts'
import { flagHref, Standing as StandingWords } from '../parts/standing.tsx'
import { stateWords } from '../../state/state.ts'
import { statesAt } from '../../state/states.ts'
import { familyOf } from './family.ts'
import type { Standing } from './flag-page.tsx'

/** What the flag depends on, and what depends on it: drawn, and as lists. States are those of the last environment. */
export function GraphPart({ standings, now }: { readonly standings: readonly Standing[]; readonly now: number }) {
  const { seen, flag } = standings.at(-1)!
  const { plan, environment } = seen
  const { members, edges, isCut } = familyOf(plan, flag)
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
  const stateOf = new Map(members.map((member) => [plan.flags.keys.key(member), states[member]]))
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
          <Related
            title="Depends on"
            keys={edges.filter(({ to }) => to === key).map(({ from, label }) => [from, label])}
            stateOf={stateOf}
          />
          <Related
            title="Needed by"
            keys={edges.filter(({ from }) => from === key).map(({ to, label }) => [to, label])}
            stateOf={stateOf}
          />
        </>
      )}
    </section>
  )
}

interface RelatedTo {
  readonly title: string
  readonly keys: readonly (readonly [key: string, label: string | undefined])[]
  readonly stateOf: ReadonlyMap<string, Parameters<typeof StandingWords>[0]['state']>
}

function Related({ title, keys, stateOf }: RelatedTo) {
  if (keys.length === 0) return <></>
  return (
    <>
      <h3>{title}</h3>
      <ul class="related">
        {keys.map(([key, label]) => (
          <li>
            <a href={flagHref(key)}>
              <code>{key}</code>
            </a>
            {label === undefined ? '' : <span class="note">serving {label}</span>}{' '}
            <StandingWords state={stateOf.get(key)} />
          </li>
        ))}
      </ul>
    </>
  )
}
