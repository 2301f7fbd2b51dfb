import { expect, test } from 'vitest'
import { emptyRows, type Row, type Rows } from '../../../compiler/model/rows.ts'
import { sameLists } from '../../../compiler/model/same-lists.ts'

const shared = { expires_at: null, variant: null, reason: null }
const variants = '[{"name":"on","value":"true"},{"name":"off","value":"false"}]'

/** The rows of a list: `3 user ann` is a grant at position 3, `2 rule x` a rule, with a variant behind it if there is one. */
function rows(...lines: readonly string[]): Rows {
  const all = emptyRows<Row>()
  all.feature_flags.set('f', { key: ['f'], fields: { variants, off_variant: 'off' } })
  for (const line of lines) {
    const [position = '', kind = '', name = '', variant = null] = line.split(' ')
    const isRule = kind === 'rule'
    const key = isRule ? ['f', 'e', position] : ['f', 'e', kind, name, String(all.flag_assignments.size)]
    const fields = isRule ? { ...shared, variant, salt: name } : { ...shared, variant, position: Number(position) }
    all[isRule ? 'flag_rules' : 'flag_assignments'].set(key.join('\0'), { key, fields })
  }
  return all
}

test.each([
  ['gaps', true, ['0 user ann', '4 rule x', '9 group beta'], ['0 user ann', '1 rule x', '2 group beta']],
  ['two at one place, in either order', true, ['0 user ann', '0 user ben'], ['0 user ben', '1 user ann']],
  ['the only variant, named', true, ['0 user ann on'], ['0 user ann']],
  ['the same grant twice', true, ['0 user ann', '3 user ann'], ['0 user ann', '1 user ann']],
  ['another order', false, ['0 user ann', '1 rule x'], ['0 rule x', '1 user ann']],
  ['another order of rules', false, ['0 rule x', '3 rule y'], ['0 rule y', '1 rule x']],
  ['another variant', false, ['0 user ann off'], ['0 user ann']],
  ['one more', false, ['0 user ann', '1 user ben'], ['0 user ann']],
  ['one that is twice there only', false, ['0 user ann', '1 user ann'], ['0 user ann', '1 user ben']],
])('%s: the same is %s', (_name, same, live, wanted) => {
  expect(sameLists(rows(...live), rows(...wanted), new Set(['f\0e'])).size).toBe(same ? 1 : 0)
})
