import type { Part } from '../../model/part.ts'
import type { PathChange } from '../history.ts'
import type { Blobs, Reading } from './blobs.ts'
import type { Folders } from './folders.ts'
import { judge } from './judge.ts'
import { gapAt, type Look, look, partsIn, restores } from './look.ts'
import { type Side, type Step, versionsIn } from './range.ts'
import { joined, Pending, type Suspect, type Suspicion } from './suspicion.ts'
import type { Verdicts } from './verdicts.ts'

/** What was suspected at a commit and is not explained by the parents looked at so far. */
interface Doubt {
  suspicion: Suspicion
  /** The first parent where a file that may hold the part cannot be read: only further back will it be known. */
  unread: { readonly side: Side; readonly look: Look } | undefined
  /** The commit belongs to the gap that the suspicion waits in. */
  touched: boolean
  /** The commit took the part away from a file that has no part in the gap. */
  removed: boolean
}

/** Where suspicions go that leave the commits under suspicion. */
export type Leave = (side: Side, suspicion: Suspicion) => Promise<void>

/** Follows suspicions from commits to their parents, for as long as a parent had the same value. */
export class Walk {
  readonly #blobs: Blobs
  readonly #folders: Folders
  readonly #verdicts: Verdicts
  readonly #leave: Leave
  readonly #pending: Map<string, Pending>

  constructor(
    head: string,
    start: Pending,
    tools: { blobs: Blobs; folders: Folders; verdicts: Verdicts; leave: Leave },
  ) {
    this.#pending = new Map(start.size === 0 ? [] : [[head, start]])
    this.#blobs = tools.blobs
    this.#folders = tools.folders
    this.#verdicts = tools.verdicts
    this.#leave = tools.leave
  }

  /** Is nothing suspected any more? */
  get isOver(): boolean {
    return this.#pending.size === 0
  }

  /** Goes past one commit. Its parents come later; all of its children have been passed. */
  async pass(step: Step): Promise<void> {
    const here = this.#pending.get(step.commit)
    this.#pending.delete(step.commit)
    if (!here || here.size === 0) return
    const [first, ...others] = step.sides
    if (!first) return this.#verdicts.atRoot(step.commit, here)
    const doubts = await this.#passFirst(step, first, here)
    for (const side of others) for (const doubt of doubts) await this.#tryOther(step, side, doubt)
    for (const doubt of doubts) await this.#settle(step, doubt)
  }

  /** Whatever the commit does not touch goes to its first parent as a whole, without being looked at. */
  async #passFirst(step: Step, side: Side, here: Pending): Promise<Doubt[]> {
    const changes = this.#folders.concerned(side.changes)
    await this.#blobs.load(versionsIn(changes))
    const doubts: Doubt[] = []
    const moving: Suspicion[] = []
    for (const part of this.#touchedParts(changes, here))
      for (const suspicion of here.take(part)) {
        const doubt: Doubt = { suspicion, unread: undefined, touched: false, removed: false }
        const moved = this.#tryParent(step, side, look(suspicion, changes, this.#blobs), doubt)
        if (moved) moving.push(moved)
        if (doubt.suspicion.suspects.length > 0) doubts.push(doubt)
      }
    for (const suspicion of moving) here.put(suspicion)
    this.#blobs.pass(changes.flatMap(({ after }) => after ?? []))
    if (side.inRange) this.#give(side.parent, here)
    else for (const suspicion of here) await this.#leave(side, suspicion)
    return doubts
  }

  #touchedParts(changes: readonly PathChange[], here: Pending): Set<Part> {
    const touched = new Set<Part>()
    for (const change of changes) {
      for (const part of partsIn(change, this.#blobs)) if (here.has(part)) touched.add(part)
      for (const part of here.hiddenIn(change.path)) touched.add(part)
      // what was taken away while a file was made readable again stood nowhere else
      if (restores(change, this.#blobs)) for (const part of here.absent()) touched.add(part)
    }
    return touched
  }

  async #tryOther(step: Step, side: Side, doubt: Doubt): Promise<void> {
    const { suspicion } = doubt
    if (suspicion.suspects.length === 0) return
    const changes = await this.#changesThatMatter(suspicion, this.#folders.concerned(side.changes))
    const moved = this.#tryParent(step, side, look(suspicion, changes, this.#blobs), doubt)
    if (moved) await this.#hand(side, moved)
  }

  /** A part that stays in its files is not looked for in others: two branches may differ in very many. */
  async #changesThatMatter({ part, homes, gap }: Suspicion, changes: readonly PathChange[]) {
    const paths = new Set(homes.map(({ path }) => path))
    const own = changes.filter(({ path }) => paths.has(path))
    await this.#blobs.load(versionsIn(own))
    const stays = own.every(({ before }) => before !== undefined && holds(this.#blobs.get(before), part))
    if (homes.length > 0 && !gap && stays) return own
    await this.#blobs.load(versionsIn(changes))
    return changes
  }

  /** What had its value at this parent already goes there; the rest stays in doubt. */
  #tryParent(step: Step, side: Side, seen: Look, doubt: Doubt): Suspicion | undefined {
    const { suspicion } = doubt
    doubt.touched ||= seen.touched
    if (seen.homes.length === 0 && seen.hidden.size > 0) {
      doubt.unread ??= { side, look: seen }
      return undefined
    }
    doubt.removed ||= suspicion.seen === undefined && seen.homes.some(({ path }) => !suspicion.gap?.paths.has(path))
    const { cleared, guilty } = judge(suspicion, seen)
    doubt.suspicion = { ...suspicion, suspects: guilty }
    if (cleared.length === 0) return undefined
    turn(step, side, cleared)
    return { ...suspicion, homes: seen.homes, seen: seen.homes[0]?.definition, gap: undefined, suspects: cleared }
  }

  async #settle(step: Step, { suspicion, unread, touched, removed }: Doubt): Promise<void> {
    const { suspects, gap } = suspicion
    if (suspects.length === 0) return
    if (unread) {
      turn(step, unread.side, suspects)
      const waiting = { ...suspicion, homes: [], gap: gapAt(step.commit, suspicion, unread.look) }
      await this.#hand(unread.side, waiting)
    } else if (gap && !removed)
      this.#verdicts.blame(suspicion, gap.restored, touched ? [...gap.touched, step.commit] : gap.touched)
    else this.#verdicts.blame(suspicion, step.commit)
  }

  async #hand(side: Side, suspicion: Suspicion): Promise<void> {
    if (!side.inRange) return this.#leave(side, suspicion)
    const there = new Pending()
    there.put(suspicion)
    this.#give(side.parent, there)
  }

  #give(parent: string, pending: Pending): void {
    if (pending.size > 0) this.#pending.set(parent, joined(this.#pending.get(parent), pending))
  }
}

/** Notes where suspects leave the side of the base, on which the value was another one. */
function turn(step: Step, side: Side, suspects: readonly Suspect[]): void {
  if (step.afterBase && !side.ofBase) for (const suspect of suspects) suspect.turned = step.commit
}

function holds(reading: Reading, part: Part): boolean {
  return reading !== 'broken' && reading.has(part)
}
