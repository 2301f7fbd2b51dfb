import type { FlagFields } from './row-fields.ts'
import type { Row, Rows } from './rows.ts'

/**
 * The lists (`flag NUL environment`) that say the same in a database and in the flag files, however their assignments are
 * numbered: hands leave gaps and ties in the positions, and the files have none. Where two assignments have one position
 * in the database, the files may have them in any order.
 * @param lists those that are compared
 */
export function sameLists(live: Rows, wanted: Rows, lists: ReadonlySet<string>): Set<string> {
  const [here, there] = [atomsOf(live, lists), atomsOf(wanted, lists)]
  return new Set([...lists].filter((list) => isSame(here.get(list) ?? [], there.get(list) ?? [])))
}

/** A rule, or the grant of one user or group. */
interface Atom {
  readonly position: number
  readonly text: string
}

/** `flag NUL environment`: the list that a grant, a rule or a switch belongs to. */
export function listOfKey([flag = '', environment = '']: readonly string[]): string {
  return `${flag}\0${environment}`
}

function atomsOf(rows: Rows, lists: ReadonlySet<string>): Map<string, Atom[]> {
  const found = new Map<string, Atom[]>()
  const put = ({ key, fields }: Row, position: number, whom: readonly string[]): void => {
    const list = listOfKey(key)
    if (!lists.has(list)) return
    const flag = rows.feature_flags.get(key[0] ?? '')?.fields as FlagFields | undefined
    const said = Object.entries(fields).filter(([name]) => name !== 'position')
    const plain = said.map(([name, value]) => [name, name === 'variant' && flag && isOnly(value, flag) ? null : value])
    const atom = { position, text: JSON.stringify([whom, plain.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))]) }
    const atoms = found.get(list)
    if (atoms) atoms.push(atom)
    else found.set(list, [atom])
  }
  for (const row of rows.flag_rules.values()) put(row, Number(row.key[2]), [])
  for (const row of rows.flag_assignments.values()) put(row, Number(row.fields['position']), row.key.slice(2, 4))
  return found
}

/** The only variant that can be meant says no more than none. */
function isOnly(variant: unknown, { variants, off_variant }: FlagFields): boolean {
  const others = (JSON.parse(variants) as { name?: unknown }[]).filter(({ name }) => name !== off_variant)
  return others.length === 1 && others[0]?.name === variant
}

function isSame(live: readonly Atom[], wanted: readonly Atom[]): boolean {
  if (live.length !== wanted.length) return false
  const positions = new Map<string, number[]>()
  for (const { text, position } of live.toSorted((a, b) => a.position - b.position))
    positions.set(text, [...(positions.get(text) ?? []), position])
  const inOrder = wanted.toSorted((a, b) => a.position - b.position)
  const found = inOrder.map(({ text, position }) => ({ position, there: positions.get(text)?.shift() }))
  if (found.some(({ there }) => there === undefined)) return false
  const places = found.toSorted((a, b) => a.position - b.position || Number(a.there) - Number(b.there))
  return places.every(({ there }, index) => index === 0 || Number(places[index - 1]?.there) <= Number(there))
}
