import type { Command } from './command.ts'

/** In the order a user meets them. One run needs one of them, and loading all would be most of a short run. */
const commands = {
  init: async () => (await import('./init.ts')).init,
  validate: async () => (await import('./validate.ts')).validate,
  dev: async () => (await import('./dev.ts')).dev,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  explain: async () => (await import('./explain.ts')).explain,
  assess: async () => (await import('./assess.ts')).assess,
  calendar: async () => (await import('./calendar.ts')).calendar,
  graph: async () => (await import('./graph.ts')).graph,
  blame: async () => (await import('./blame.ts')).blame,
  test: async () => (await import('./test.ts')).test,
  stale: async () => (await import('./stale.ts')).stale,
  plan: async () => (await import('./plan.ts')).plan,
  sync: async () => (await import('./sync.ts')).sync,
  drift: async () => (await import('./drift.ts')).drift,
  adopt: async () => (await import('./adopt.ts')).adopt,
  comment: async () => (await import('./comment.ts')).comment,
  audit: async () => (await import('./audit.ts')).audit,
  build: async () => (await import('./build.ts')).build,
  types: async () => (await import('./types.ts')).types,
  manifest: async () => (await import('./manifest.ts')).manifest,
  publish: async () => (await import('./publish.ts')).publish,
  rollback: async () => (await import('./rollback.ts')).rollback,
  status: async () => (await import('./status.ts')).status,
  site: async () => (await import('./site.ts')).site,
  deploy: async () => (await import('./deploy.ts')).deploy,
  keys: async () => (await import('./keys.ts')).keys,
}

/** The names of all commands. */
export const names: readonly string[] = Object.keys(commands)

export async function loadCommand(name: string): Promise<Command | undefined> {
  const load = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined
  return await load?.()
}

/** Every command, for those who list them. */
export async function loadCommands(): Promise<readonly Command[]> {
  return await Promise.all(Object.values(commands).map((load) => load()))
}
