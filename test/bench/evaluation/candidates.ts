import type { Candidate } from './candidate.ts'

/** Each is imported where it is needed alone: a process that measures one holds nothing of the others. */
const importers: Readonly<Record<string, () => Promise<Candidate>>> = {
  Halyard: async () => (await import('./halyard.ts')).halyard,
  'flagd-core': async () => (await import('./peers/flagd.ts')).flagd,
  GrowthBook: async () => (await import('./peers/growthbook.ts')).growthbook,
  'unleash-client': async () => (await import('./peers/unleash.ts')).unleash,
  LaunchDarkly: async () => (await import('./peers/launchdarkly.ts')).launchdarkly,
  ConfigCat: async () => (await import('./peers/configcat.ts')).configcat,
  Featurevisor: async () => (await import('./peers/featurevisor.ts')).featurevisor,
  Reflag: async () => (await import('./peers/reflag.ts')).reflag,
  'Vercel flags-core': async () => (await import('./peers/vercel.ts')).vercel,
  Amplitude: async () => (await import('./peers/amplitude.ts')).amplitude,
}

export function allCandidates(): Promise<Candidate[]> {
  return Promise.all(Object.values(importers).map((get) => get()))
}

export function candidateNamed(name: string): Promise<Candidate> {
  const get = importers[name]
  if (!get) throw new Error(`There is no candidate ${name}. There are ${Object.keys(importers).join(', ')}.`)
  return get()
}
