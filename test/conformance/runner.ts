import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { evaluate, evaluateAll } from '../../worker/evaluate/evaluate.ts'
import { explain } from '../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import { type Case, snapshotOf, type Vector } from './vector.ts'

const texts = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true })

/** Runs every case of every vector; the same file runs in Node and in workerd. */
export function runConformance(): void {
  for (const [file, text] of Object.entries(texts)) {
    const vector = parse(text) as Vector
    const prepared = loadSnapshot(structuredClone(snapshotOf(vector)))
    describe(`${file.slice(2, -5)}: ${vector.rule}`, () => {
      it.each(vector.cases.map((given) => [given.name, given] as const))('%s', (_, given) => {
        const context = given.context ?? (given.user === undefined ? {} : { targetingKey: given.user })
        const now = Date.parse(given.at ?? '2026-07-01T00:00:00Z')
        const decision = evaluate(prepared, given.flag, context, now)
        expect(decision).toMatchObject(expected(given))
        expect('blockedBy' in decision.metadata).toBe(given.blockedBy !== undefined)
        if (given.value !== undefined) expect(decision).toHaveProperty('value', JSON.stringify(given.value))

        const explanation = explain(prepared, given.flag, context, now)
        expect(explanation.decision).toEqual(decision)
        expect(explanation.steps.map(({ decided }) => decided).indexOf(true)).toBe(explanation.steps.length - 1)
        if (given.error === undefined)
          expect(evaluateAll(prepared, context, now).find(({ key }) => key === given.flag)).toEqual(decision)
      })
    })
  }
}

function expected({ flag, serve, reason, blockedBy, json, error }: Case): object {
  if (error !== undefined) return { key: flag, errorCode: error, metadata: { flagSetId: 'production', version: 'v' } }
  return {
    key: flag,
    variant: serve,
    reason,
    ...(json !== undefined && { value: json }),
    metadata: { flagSetId: 'production', version: `v-${flag}`, ...(blockedBy !== undefined && { blockedBy }) },
  }
}
