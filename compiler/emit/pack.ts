import type { Snapshot, SnapshotFlag } from '../../schema/types.ts'
import { bucketings } from '../../worker/evaluate/bucket.ts'
import { type Column, columns, magic, trait } from '../../worker/evaluate/columns.ts'
import { padded } from '../../worker/evaluate/frame.ts'
import type { Header, Shape } from '../../worker/evaluate/header.ts'
import { lists, numbers, texts, type WrittenColumn } from './column-writer.ts'
import { PackedAssignments } from './packed-assignments.ts'
import { Interned } from './interned.ts'
import { UserColumns } from './user-columns.ts'

/**
 * The bytes of a snapshot, ready to answer from: what the edge would have to work out is worked out here. Same snapshot, same
 * bytes. The layout is said where the edge reads it, by `columns`.
 */
export function pack(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  const sorted = snapshot.flags.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const places = new Map(sorted.map((flag, place) => [flag, place]))
  const indexes = snapshot.flags.map((flag) => places.get(flag) as number)
  const shapes = new Interned<Shape>()
  const users = new UserColumns(snapshot)
  const assignments = new PackedAssignments(users, bucketings[snapshot.bucketing])
  for (const flag of sorted) for (const assignment of flag.assignments ?? []) assignments.add(flag, assignment)
  const dependencies = sorted.map(({ dependsOn = [] }) => dependsOn)
  const keys = texts(sorted.map(({ key }) => key))
  const parents = lists(dependencies.map((all) => all.map(({ flag }) => indexes[flag] as number)))
  const written: Record<Column, WrittenColumn> = {
    flagKeyLength: keys.lengths,
    flagKeys: keys.text,
    flagShape: numbers(sorted.map((flag) => shapes.index(shapeOf(flag)))),
    flagTraits: numbers(sorted.map(traitsOf)),
    flagVersion: numbers(sorted.map(({ version }) => Number.parseInt(version, 16))),
    dependencyCount: parents.counts,
    dependencyParent: parents.items,
    dependencyOrder: numbers(
      snapshot.flags.flatMap((flag, at) => (flag.dependsOn?.length ? [indexes[at] as number] : [])),
    ),
    assignmentCount: numbers(sorted.map((flag) => flag.assignments?.length ?? 0)),
    ...assignments.columns(),
    ...users.columns(),
  }
  const wanted = dependencies.flat().flatMap(({ variants }, at) => (variants ? [[at, variants] as const] : []))
  const header: Header = {
    format: snapshot.format,
    environment: snapshot.environment,
    revision: snapshot.revision,
    version: snapshot.version,
    bucketing: snapshot.bucketing,
    ...(snapshot.hashed ? { hashed: snapshot.hashed } : {}),
    keys: snapshot.keys,
    shapes: shapes.items,
    ...assignments.header(snapshot.groups),
    expires: sorted.flatMap(({ expires }, at) => (expires === undefined ? [] : [[at, expires] as const])),
    wanted,
    columns: columns.map((name) => [written[name].width, written[name].count]),
  }
  return assemble(
    header,
    columns.map((name) => written[name].bytes),
  )
}

function shapeOf({ type, client, variants, off }: SnapshotFlag): Shape {
  return { type, client, off, variants: variants.map(({ name, value }) => [name, value]) }
}

function traitsOf({ stopped, expires, assignments = [] }: SnapshotFlag): number {
  const why = { disabled: trait.disabled, 'disabled-here': trait.disabledHere, unassigned: trait.unassigned }
  return (
    (stopped === undefined ? 0 : why[stopped]) |
    (assignments.some(({ users }) => users?.length) ? trait.own : 0) |
    (expires === undefined ? 0 : trait.expires)
  )
}

function assemble(header: Header, bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header))
  const start = padded(8 + text.length)
  const bytes = new Uint8Array(bodies.reduce((length, body) => length + body.length, start))
  bytes.set(magic)
  new DataView(bytes.buffer).setUint32(4, text.length, true)
  bytes.set(text, 8)
  let at = start
  for (const body of bodies) {
    bytes.set(body, at)
    at += body.length
  }
  return bytes
}
