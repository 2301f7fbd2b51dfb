import type { Standing } from './flag-page.tsx'

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
                <code>{value}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
