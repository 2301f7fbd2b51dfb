import type { Context, Workload } from './workload.ts'

/** An engine, ready to answer. Methods, so that each engine may name its own form of a context. */
export interface Engine<Asked extends object = object> {
  /** The context as this engine wants it; made before the clock runs. */
  ask(context: Context): Asked
  one(flag: string, asked: Asked): unknown
  all(asked: Asked): unknown
  /** The finished OFREP body of `all`, for an engine that makes one. */
  body?(asked: Asked): Uint8Array
  /** What an answer of `one` says of the flag it was asked for: is it on? */
  isOn(answer: unknown): boolean
  /** What an answer of `all` says about one flag, by key or by its place in the workload. */
  isOnIn(answers: unknown, flag: string, place: number): boolean
}

/** Something that is measured: how a workload becomes what it reads, and how that becomes an engine. */
export interface Candidate {
  readonly name: string
  /** The npm package; absent for Halyard itself. */
  readonly package?: string
  /** False if it knows no requirements; they are then dropped from its workload. */
  readonly requirements: boolean
  /** False if it follows a requirement, but not a requirement of what is required. */
  readonly chains?: boolean
  /** Makes the finished OFREP body. */
  readonly bodies?: boolean
  /** `indexes`: a long list of users is a hash set to it; `scans`: it is walked. */
  readonly lists: 'indexes' | 'scans'
  config(workload: Workload): Uint8Array | Promise<Uint8Array>
  load(bytes: Uint8Array): Engine | Promise<Engine>
}

/** Lets an engine's own form of a context be inferred from `ask`. */
export function engine<Asked extends object>(methods: Engine<Asked>): Engine {
  return methods
}

export function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

export function fromBytes(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
