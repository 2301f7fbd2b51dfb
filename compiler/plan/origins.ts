import type { Change } from '../model/change.ts'
import type { Origin, Part } from '../model/part.ts'
import type { GroupFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { includedGroups } from './included-groups.ts'
import {
  type Candidates,
  countOrigins,
  fieldOrigins,
  goneOrigins,
  itemOf,
  itemOrigins,
  ownOrigins,
} from './list-origins.ts'

/** The field of a part that says whether it is there at all. */
const exists = 'exists'

/** What in the flag files gives each column of flag_… and user_… rows its value, where the names differ. */
const flagFields: Readonly<Record<string, readonly string[]>> = {
  is_enabled: ['enabled'],
  expires_at: ['expires'],
  flag_type: ['type'],
  is_client: ['client'],
  variants: ['variants', 'type'],
  off_variant: ['off', 'variants', 'type'],
  bucket_by: ['bucketBy'],
  archived: [exists],
}

const groupFields: Readonly<Record<string, string>> = {
  condition: 'when',
  included_groups: 'groups',
  excluded_keys: 'exclude',
}

/** Tells which words in the flag files a change of a row comes from: their author is its author. */
export class Origins {
  readonly #turned: ReadonlySet<string>
  readonly #included: (group: string) => readonly string[]
  readonly #excluding: ReadonlySet<string>
  readonly #items = new Map<string, Candidates>()

  /** @param live the rows before, `wanted` those after */
  constructor(live: Rows, wanted: Rows) {
    this.#turned = turnedEnvironments(live, wanted)
    this.#included = includedGroups(live, wanted)
    this.#excluding = new Set([live, wanted].flatMap(excludingGroups))
  }

  /**
   * @param field undefined: that the row is there, or no longer
   * @returns groups of origins; the first group that any commit changed explains it, by the newest of its commits
   */
  of(change: Change, field?: string): Candidates {
    const { table, key } = change
    const [first = '', second = ''] = key
    switch (table) {
      case 'environments':
        return [[[`environment:${first}`, field === 'is_protected' ? 'protected' : (field ?? exists)]]]
      case 'environment_keys':
        return [[[`environment:${first}`, `keys/${second}`]], [[`environment:${first}`, exists]]]
      case 'users':
        return [[[`user:${first}`, { user_id: 'id', user_name: 'name' }[field ?? ''] ?? exists]]]
      case 'user_groups':
        return [[[`group:${first}`, field === undefined ? exists : (groupFields[field] ?? field)]]]
      case 'user_group_membership':
        return this.#membership(change)
      case 'feature_flags':
        return [of(`flag:${first}`, field === undefined ? [exists] : (flagFields[field] ?? [field]))]
      case 'flag_dependencies':
        return [[[`flag:${first}`, `dependsOn/${second}`]], [[`flag:${first}`, exists]]]
      case 'flag_environments':
        return [
          [[`flag:${first}`, `disabledIn/${second}`]],
          of(`assignments:${second}/${first}`, [exists, 'count']),
          ...removed(first, second),
        ]
      default:
        return this.#ofList(change, field)
    }
  }

  #ofList(change: Change, field: string | undefined): Candidates {
    const { key, after } = change
    const [flag = '', environment = '', kind = '', name = ''] = key
    const list: Part = `assignments:${environment}/${flag}`
    const item = itemOf(change)
    if (after && field !== undefined) return fieldOrigins(list, change, field)
    const switched: Candidates = this.#turned.has(`${flag}\0${environment}`)
      ? [[[`flag:${flag}`, `disabledIn/${environment}`]]]
      : []
    if (!after) {
      const whom: Part = `${kind === 'user' ? 'user' : 'group'}:${name}`
      return [...switched, ...goneOrigins(list, change), ...removed(flag, environment), [[whom, exists]]]
    }
    const own = ownOrigins(list, change, item)
    return [...switched, ...own, ...this.#ofItem(list, item, flag, environment), ...countOrigins(list, change)]
  }

  /** One and the same for every row of an item: there may be a hundred thousand of them. */
  #ofItem(list: Part, item: string, flag: string, environment: string): Candidates {
    const id = `${list}\0${item}`
    let known = this.#items.get(id)
    if (!known) this.#items.set(id, (known = [...itemOrigins(list, item), ...removed(flag, environment)]))
    return known
  }

  /** Its own list first; then whatever brings the user in or keeps them out by way of other groups. */
  #membership({ action, key: [group = '', user = ''] }: Change): Candidates {
    const own: Candidates = [[[`group:${group}`, `members/${user}`]]]
    const around = [group, ...this.#included(group)]
    const others: Candidates =
      around.length === 1 && !this.#excluding.has(group)
        ? []
        : [
            around.flatMap((name): Origin[] =>
              ['groups', `members/${user}`, `exclude/${user}`].map((field) => [`group:${name}`, field]),
            ),
          ]
    const ends: Candidates = action === 'delete' ? [[[`group:${group}`, exists]], [[`user:${user}`, exists]]] : []
    return [...own, ...others, ...ends]
  }
}

function of(part: Part, fields: readonly string[]): Origin[] {
  return fields.map((field) => [part, field])
}

/** What takes all rows of a list along, or brings them. */
function removed(flag: string, environment: string): Candidates {
  return [[[`flag:${flag}`, exists]], [[`environment:${environment}`, exists]]]
}

/** The (flag, environment) pairs that `disabledIn` switched on or off. */
function turnedEnvironments(live: Rows, wanted: Rows): Set<string> {
  const before = live.flag_environments
  const after = wanted.flag_environments
  return new Set([...before.keys(), ...after.keys()].filter((id) => isOff(before, id) !== isOff(after, id)))
}

function isOff(rows: Rows['flag_environments'], id: string): boolean {
  return rows.get(id)?.fields['is_enabled'] === false
}

function excludingGroups({ user_groups }: Rows): string[] {
  return [...user_groups.values()]
    .filter(({ fields }) => ((fields as Partial<GroupFields>).excluded_keys ?? []).length > 0)
    .map(({ key: [name = ''] }) => name)
}
