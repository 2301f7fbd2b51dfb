import { createHash } from 'node:crypto'
import { newApiKey } from '../../compiler/model/api-key.ts'
import type { LocalWorker } from '../../compiler/edge/local.ts'
import { alice, fresh, type TestRepository } from './repository.ts'

/** A git repository with one flag, `bell`, and environments that no other test of the file has. */
export interface FlagRepository extends Pick<TestRepository, 'folder'> {
  readonly git: TestRepository
  /** Protected, and first in the order of promotion. */
  readonly production: string
  readonly development: string
  readonly staging: string
  /** Commits what `bell` serves in every environment, and more flags; returns the commit's id. */
  serve(sound: string, more?: readonly string[]): string
  /** What the Worker answers for `bell` in `production`, or another environment; its error code when it has no answer. */
  ask(worker: Pick<LocalWorker, 'url'>, environment?: string): Promise<unknown>
  /** A server key of production. */
  readonly key: string
}

let made = 0

export function flagRepository(): FlagRepository {
  const git = fresh()
  made += 1
  const [production, development, staging] = [`production${made}`, `development${made}`, `staging${made}`]
  const environments = [production, development, staging]
  const keys = new Map(environments.map((name) => [name, newApiKey(name, 'server').key]))
  const digest = (name: string) => createHash('sha256').update(keys.get(name)!).digest('hex')
  const places = environments.map(
    (name) => `  ${name}: { protected: ${name === production}, keys: [{ kind: server, sha256: ${digest(name)} }] }`,
  )
  return {
    git,
    folder: git.folder,
    production,
    development,
    staging,
    serve(sound, more = []) {
      const everyone = environments.map((name) => `      ${name}: [{ everyone: true, serve: sound }]`)
      const others = more.map(
        (name) => `  ${name}: { description: d, owner: o, assignments: { ${production}: everyone } }`,
      )
      const text = [
        'environments:',
        ...places,
        'flags:',
        '  bell:',
        '    description: The sound of the bell',
        '    owner: growth',
        '    type: string',
        `    variants: { none: silence, sound: ${sound} }`,
        '    off: none',
        '    assignments:',
        ...everyone,
        ...others,
      ]
      return git.commit(alice, { 'flags/bell.yaml': `${text.join('\n')}\n`, '.gitignore': '.halyard\nsnapshots\n' })
    },
    key: keys.get(production)!,
    async ask({ url }, environment = production) {
      const response = await fetch(`${url}/ofrep/v1/evaluate/flags/bell`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.get(environment)}`, 'content-type': 'application/json' },
        body: '{"context":{"targetingKey":"mara"}}',
      })
      const { value, errorCode } = (await response.json()) as { value?: unknown; errorCode?: string }
      return value ?? errorCode
    },
  }
}
