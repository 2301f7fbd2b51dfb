import { type Change, changedFields } from '../model/change.ts'
import type { Row, Rows, WantedRow } from '../model/rows.ts'
import { alignRules } from './align-rules.ts'

const table = 'flag_rules'

type Lists<R> = ReadonlyMap<string, readonly R[]>

/**
 * What has to happen to rules. A rule is told by its place in the list, so one inserted above others would make all of
 * them look changed: lists that differ are aligned first, and a rule that only moved changes its `position` alone.
 * @param isLeft tells of rows that are left alone
 */
export function diffRules(
  live: Rows['flag_rules'],
  wanted: Rows<WantedRow>['flag_rules'],
  isLeft: (key: readonly string[]) => boolean,
): Change[] {
  const differing = listsThatDiffer(live, wanted)
  const [before, after] = [byList(live, differing), byList(wanted, differing)]
  return [...differing].flatMap((list) => diffList(before.get(list) ?? [], after.get(list) ?? [], isLeft))
}

function diffList(
  before: readonly Row[],
  after: readonly WantedRow[],
  isLeft: (key: readonly string[]) => boolean,
): Change[] {
  const matches = alignRules(before, after)
  const kept = new Set(matches)
  const changes: Change[] = []
  for (const [index, { key, fields }] of before.entries())
    if (!kept.has(index) && !isLeft(key))
      changes.push({ action: 'delete', table, key, before: fields, after: undefined, because: undefined })
  for (const [index, { key, fields, because }] of after.entries()) {
    const match = matches[index]
    const old = match === undefined ? undefined : before[match]
    if (!old) changes.push({ action: 'create', table, key, before: undefined, after: fields, because })
    else {
      const change = { before: placed(old), after: placed({ key, fields }) }
      if (changedFields(change).length > 0)
        changes.push({ action: 'update', table, key, was: old.key, ...change, because })
    }
  }
  return changes
}

/** With the position among the fields, where it can change. */
function placed({ key, fields }: Row): Row['fields'] {
  return { ...fields, position: Number(key[2]) }
}

function listOf(key: readonly string[]): string {
  return `${key[0]}\0${key[1]}`
}

function listsThatDiffer(live: ReadonlyMap<string, Row>, wanted: ReadonlyMap<string, Row>): Set<string> {
  const found = new Set<string>()
  for (const [id, { key, fields }] of wanted) {
    const before = live.get(id)?.fields
    if (!before || changedFields({ before, after: fields }).length > 0) found.add(listOf(key))
  }
  for (const [id, { key }] of live) if (!wanted.has(id)) found.add(listOf(key))
  return found
}

function byList<R extends Row>(rows: ReadonlyMap<string, R>, lists: ReadonlySet<string>): Lists<R> {
  const found = new Map<string, R[]>()
  for (const row of rows.values()) {
    const list = listOf(row.key)
    if (!lists.has(list)) continue
    const others = found.get(list)
    if (others) others.push(row)
    else found.set(list, [row])
  }
  for (const rules of found.values()) rules.sort((a, b) => Number(a.key[2]) - Number(b.key[2]))
  return found
}
