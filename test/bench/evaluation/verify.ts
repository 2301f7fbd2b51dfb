import { type Candidate, type Engine, fromBytes } from './candidate.ts'
import { chain, crowd, everyday, withoutRequirements } from './generate.ts'
import { expectedAnswers } from './reference.ts'
import type { Workload } from './workload.ts'

/** Only an engine that answers right is measured: every question is put to it and to the plain reference. */
export async function verify(candidate: Candidate): Promise<void> {
  await compare(candidate, everyday(300, 'certain'), 300)
  await compare(candidate, crowd(100), 40)
  if (candidate.requirements && candidate.chains !== false) await compare(candidate, chain(), 5)
  await shares(candidate)
}

async function compare(candidate: Candidate, whole: Workload, contexts: number): Promise<void> {
  const workload = candidate.requirements ? whole : withoutRequirements(whole)
  const engine = await candidate.load(await candidate.config(workload))
  for (const context of workload.contexts.slice(0, contexts)) {
    const expected = expectedAnswers(workload, context)
    const asked = engine.ask(context)
    const all = await engine.all(asked)
    // Read before the next question: an engine may answer all of them in one place.
    const together = workload.flags.map(({ key }, place) => engine.isOnIn(all, key, place))
    const body = engine.body && flagsOn(engine.body(asked))
    for (const [place, { key }] of workload.flags.entries()) {
      const answers = [engine.isOn(await engine.one(key, asked)), together[place], body?.has(key) ?? together[place]]
      if (answers.some((answer) => answer !== expected.get(key)))
        throw new Error(`${candidate.name} says ${answers.join(', ')} of ${key} for ${JSON.stringify(context)}`)
    }
  }
}

function flagsOn(body: Uint8Array): Set<string> {
  const { flags } = fromBytes(body) as { flags: { key: string; value: unknown }[] }
  return new Set(flags.filter(({ value }) => value === true).map(({ key }) => key))
}

/** Engines cut a rollout in different places, but the share they admit must be the one asked for. */
async function shares(candidate: Candidate): Promise<void> {
  const drawn = withoutRequirements(everyday(200))
  const everyone = { key: 'segment-0', conditions: [{ attribute: 'age', greaterThan: 0 }] } as const
  const flags = drawn.flags.map((flag) => ({ ...flag, users: [], segment: everyone }))
  const workload: Workload = { ...drawn, segments: [everyone], flags }
  const engine: Engine = await candidate.load(await candidate.config(workload))
  let [on, wanted] = [0, 0]
  for (const context of workload.contexts.slice(0, 500)) {
    const asked = engine.ask(context)
    for (const { key, percent = 100 } of flags) {
      if (engine.isOn(await engine.one(key, asked))) on += 1
      wanted += percent / 100
    }
  }
  if (Math.abs(on / wanted - 1) > 0.02)
    throw new Error(`${candidate.name} admits ${on}, where the rollouts say ${Math.round(wanted)}`)
}
