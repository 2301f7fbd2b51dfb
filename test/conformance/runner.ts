import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { decisions, evaluateAll } from '../../worker/evaluate/bulk.ts'
import { evaluate } from '../../worker/evaluate/evaluate.ts'
import { explain } from '../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import { salt } from '../support/salt.ts'
import { type Case, casesOf, type Vector } from './vector.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** For workerd, what only Node can compile: see `runConformance`. */
    plans: Readonly<Record<string, string>>
    hashedPlans: Readonly<Record<string, string>>
  }
}

const texts = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true })

/**
 * Runs every case of every vector; the same file runs in Node and in workerd.
 * @param plans snapshots in base 64, by the name of the vector's file
 * @param users how those name users
 */
export function runConformance(plans: Readonly<Record<string, string>>, users: 'named' | 'hashed'): void {
  for (const [file, text] of Object.entries(texts)) {
    const vector = parse(text) as Vector
    const bytes = Uint8Array.from(atob(plans[file.slice(2)] ?? ''), (character) => character.charCodeAt(0))
    const plan = loadSnapshot(bytes, users === 'hashed' ? [salt] : [])
    describe(`${file.slice(2, -5)}, ${users} users: ${vector.rule}`, () => {
      it.each(casesOf(vector).map((given) => [given.name, given] as const))('%s', (_, given) => {
        const context = given.context ?? (given.user === undefined ? {} : { targetingKey: given.user })
        const now = Date.parse(given.at ?? '2026-07-01T00:00:00Z')
        const decision = evaluate(plan, given.flag, context, now)
        expect(decision).toMatchObject(expected(given))
        expect('blockedBy' in decision.metadata).toBe(given.blockedBy !== undefined)
        if (given.value !== undefined) expect(decision).toHaveProperty('value', JSON.stringify(given.value))
        if (given.error === undefined)
          expect(decisions(plan, evaluateAll(plan, context, now)).find(({ key }) => key === given.flag)).toEqual(
            decision,
          )

        const explanation = explain(plan, given.flag, context, now)
        expect(explanation.decision).toEqual(decision)
        expect(explanation.steps.findIndex(({ decided }) => decided)).toBe(explanation.steps.length - 1)
      })
    })
  }
}

function expected({ flag, serve, reason, blockedBy, json, error }: Case): object {
  if (error !== undefined) return { key: flag, errorCode: error, metadata: { flagSetId: 'production' } }
  return {
    key: flag,
    variant: serve,
    reason,
    ...(json !== undefined && { value: json }),
    metadata: { flagSetId: 'production', ...(blockedBy !== undefined && { blockedBy }) },
  }
}
