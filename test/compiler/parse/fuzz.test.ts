import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { github } from '../../../compiler/diagnostics/render/github.ts'
import { json } from '../../../compiler/diagnostics/render/json.ts'
import { pretty } from '../../../compiler/diagnostics/render/pretty.ts'
import { sarif } from '../../../compiler/diagnostics/render/sarif.ts'
import { expectInside } from '../diagnostics/inside.ts'
import { front } from '../front.ts'

const seed = `# flags of the shop
environments: { production: { protected: true } }
users: { alice: { id: 101 } }
groups:
  crew: { members: [alice] }
flags:
  new-checkout:
    description: "One-page checkout"
    enabled: true
    expires: 2027-03-31T00:00:00Z
    variants: { a: 1.5, b: |
      text
    , c: [x, {y: 'z'}] }
    dependsOn: [{ flag: pricing, variants: [b] }]
    assignments:
      production:
        - user: alice
          serve: off
`

const signs =
  '\n|  |\t|: |- |{|}|[|]|"|\'|>|&a |*a|!!int |<<: |# |? |---\n|...\n|%YAML 1.1\n|\0|\r|\ufeff|\u202e|\\u0000|' +
  '__proto__: |null|~|1e400|flags: |assignments: |members: |everyone|no|😀|\ud800'

const splinter = fc.oneof(fc.constantFrom('|', ...signs.split('|')), fc.string({ unit: 'binary', maxLength: 8 }))

/** The seed with pieces cut out and splinters put in. */
const mutated = fc
  .array(fc.tuple(fc.nat(seed.length), fc.nat(20), splinter), { minLength: 1, maxLength: 8 })
  .map((cuts) => cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), seed))

function survives(content: string | Uint8Array): void {
  const { diagnostics, files } = front({ 'flags/fuzz.yaml': content })
  expectInside(diagnostics)
  expect(files).toHaveLength(1)
  expect(pretty(diagnostics, { colour: false }).isWellFormed()).toBe(true)
  expect(github(diagnostics).isWellFormed()).toBe(true)
  expect(json(diagnostics).isWellFormed()).toBe(true)
  expect(sarif(diagnostics, { catalogue: [], version: '1.0.0' }).isWellFormed()).toBe(true)
}

test('mutated YAML ends without an exception, with places inside the file', () => {
  fc.assert(fc.property(mutated, survives), { numRuns: 600 })
})

test('random texts and random bytes do too', () => {
  const text = fc.array(splinter, { maxLength: 60 }).map((parts) => parts.join(''))
  fc.assert(fc.property(text, survives), { numRuns: 400 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), survives), { numRuns: 400 })
})
