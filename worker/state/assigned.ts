import { whole } from '../evaluate/bucket.ts'
import { offOf } from '../evaluate/decide.ts'
import type { Plan } from '../evaluate/plan.ts'
import { count } from '../words/count.ts'
import { percent } from '../words/values.ts'
import { instant } from '../words/calendar.ts'
import { type Reach, reaches } from './reach.ts'
import type { State } from './state.ts'

/** How a flag that nothing stops and nothing blocks stands, by its assignments. */
export function assignedState(plan: Plan, flag: number, now: number): State {
  const off = offOf(plan, flag)
  const list = reaches(plan, flag, now)
  const open = untilEveryone(list.filter(({ when }) => when === 'open'))
  const last = open.at(-1)
  const everyone = last && isForEveryone(last) ? last : undefined
  const variants = new Set(open.flatMap((reach) => reach.serves.map(({ variant }) => variant)))
  if (!everyone) variants.add(off)
  if (!variants.has(off)) return { name: 'on', note: everyone ? servedWords(plan, flag, everyone) : '', variants }
  if (variants.size === 1) return { ...restingState(list), variants }
  return { name: 'partly', note: noteOf(plan, flag, open, everyone, off), variants }
}

/** Below one for everyone, others are for nobody but the users they name, who come first wherever they stand. */
function untilEveryone(open: readonly Reach[]): readonly Reach[] {
  const end = open.findIndex(isForEveryone)
  if (end === -1) return open
  const below = open.slice(end + 1).filter(({ users }) => users > 0)
  return [...below.map((reach) => ({ ...reach, predicate: undefined })), ...open.slice(0, end + 1)]
}

function isForEveryone({ predicate, parts, by }: Reach): boolean {
  return predicate !== undefined && !predicate.groups && !predicate.when && parts === whole && by === undefined
}

/** Nobody is served anything but off: is something to come, or was something? */
function restingState(list: readonly Reach[]): Pick<State, 'name' | 'note'> {
  const next = Math.min(...list.filter(({ when }) => when === 'not-started').map(({ starts }) => starts))
  if (next !== Infinity) return { name: 'scheduled', note: `from ${instant(next)}` }
  const over = list.filter(({ when }) => when === 'over')
  if (over.length > 0 && over.length === list.length)
    return { name: 'expired', note: `since ${instant(Math.max(...over.map(({ expires }) => expires)))}` }
  return { name: 'off', note: '' }
}

function noteOf(plan: Plan, flag: number, open: readonly Reach[], everyone: Reach | undefined, off: number): string {
  const others = open.filter((reach) => reach !== everyone)
  if (everyone && !everyone.serves.some(({ variant }) => variant === off))
    return `all but ${audiences(others.filter(({ serves }) => serves.some(({ variant }) => variant === off)))}`
  if (everyone && others.length === 0) return servedWords(plan, flag, everyone)
  const on = open.filter(({ serves }) => serves.some(({ variant }) => variant !== off))
  return audiences(on.filter((reach) => reach !== everyone || on.length === 1))
}

/** `2 users, 1 group, 25 % by condition`. */
function audiences(list: readonly Reach[]): string {
  const users = list.reduce((sum, reach) => sum + reach.users, 0)
  const open = list.filter(({ predicate }) => predicate !== undefined)
  const grouped = open.filter(({ predicate, parts }) => predicate?.groups && !predicate.when && parts === whole)
  const groups = new Set(grouped.flatMap(({ predicate }) => predicate?.groups ?? [])).size
  const rest = open.filter((reach) => !grouped.includes(reach)).map(restWords)
  const all = [users > 0 ? count(users, 'user') : '', groups > 0 ? count(groups, 'group') : '', ...new Set(rest)]
  const said = all.filter((words) => words !== '')
  return said.length > 3 ? `${said.slice(0, 2).join(', ')}, ${said.length - 2} more` : said.join(', ')
}

function restWords({ predicate, parts, by }: Reach): string {
  const open = by === undefined ? '' : `whoever has ${by}`
  const who = predicate?.when ? 'by condition' : predicate?.groups ? 'of a group' : open
  return [parts === whole ? '' : `${percent(parts)} %`, who].filter((word) => word !== '').join(' ')
}

/** Which variants, where the flag has more than on and off. */
function servedWords({ flags }: Plan, flag: number, { serves }: Reach): string {
  const { type, variants } = flags.shapes[flags.shape[flag]!]!
  const [first, ...others] = serves
  if (type === 'boolean' && others.length === 0) return ''
  const name = (variant: number): string => variants[variant]?.[0] ?? ''
  if (first && others.length === 0) return name(first.variant)
  return serves.map(({ variant, parts }) => `${name(variant)} ${percent(parts)} %`).join(', ')
}
