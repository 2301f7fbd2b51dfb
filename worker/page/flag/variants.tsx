import { count } from '../../words/count.ts'
import { beginning } from '../../words/values.ts'
import type { Standing } from './flag-page.tsx'

/** Longer values open on demand: what else is on the page is not to be looked for behind them. */
const longest = 600

function Value({ json }: { readonly json: string }) {
  if (json.length <= longest) return <code>{json}</code>
  return (
    <details>
      <summary>
        <code>{beginning(json, 60)}</code> {count(json.length, 'character')}
      </summary>
      <code>{json}</code>
    </details>
  )
}

/** What the flag can serve. */
export function Variants({ standing: { seen, flag } }: { readonly standing: Standing }) {
  const { flags } = seen.plan
  const { variants, off } = flags.shapes[flags.shape[flag]!]!
  return (
    <section aria-labelledby="variants">
      <h2 id="variants">Variants</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(([name, value], at) => (
            <tr>
              <th scope="row">
                {name} {at === off ? <span class="tag">off variant</span> : ''}
              </th>
              <td>
                <Value json={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
