import { readdirSync, readFileSync } from 'node:fs'
import { parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { TestProject } from 'vitest/node'
import { serialise, snapshot } from '../../compiler/emit/snapshot.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { compile } from '../../compiler/pipeline.ts'
import { desired } from '../../compiler/plan/desired.ts'
import { salt } from '../support/salt.ts'
import { flagOf } from './vector.ts'

/** Lets tests in workerd load what only Node can compile. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('plans', await compiledVectors())
  project.provide('hashedPlans', await compiledVectors(salt))
}

/**
 * The snapshot of every vector, made by the real compiler: in base 64, by the name of the file.
 * @param secret under which users are hashed
 */
export async function compiledVectors(secret?: string): Promise<Readonly<Record<string, string>>> {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await planOf(name, secret)])))
}

async function planOf(name: string, secret: string | undefined): Promise<string> {
  const text = flagFile(readFileSync(new URL(name, import.meta.url), 'utf8'))
  const { model, report } = await compile(loadExample(text), Date.parse('2026-01-01T00:00:00Z'))
  const sound = report.sound(model)
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error')
  if (!sound) throw new Error(`${name}: ${errors.map(({ message }) => message).join('; ')}`)
  return Buffer.from(serialise(snapshot(desired(sound), 'production', 'worktree', secret)).bytes).toString('base64')
}

/** The flag file a vector stands for. Nodes are moved and not rebuilt, so that `1.0` stays spelled as it is. */
function flagFile(vector: string): string {
  const document = parseDocument<YAMLMap>(vector)
  const conditions = document.get('conditions') as YAMLSeq<YAMLMap> | undefined
  for (const [index, condition] of conditions?.items.entries() ?? []) {
    const assignments = { production: [{ when: condition.get('when', true) }] }
    document.setIn(['flags', flagOf(index)], document.createNode({ assignments }))
  }
  for (const section of ['rule', 'conditions', 'cases']) document.delete(section)
  document.set('environments', { production: {} })
  return String(document)
}
