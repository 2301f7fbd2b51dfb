import * as fc from 'fast-check'
import { test } from 'vitest'
import { adopt } from '../../../compiler/adopt/adopt.ts'
import { asYaml, type YamlMap } from '../../../compiler/source/edit.ts'
import { driftBetween, handEdits } from '../../support/hand-edits.ts'
import { compileHead, headOf } from '../../support/heads.ts'
import { flagFiles } from '../../support/random-flags.ts'
import { targeting } from '../../support/random-targeting.ts'
import { hand, textOf, written } from '../../support/random-yaml.ts'
test('dbg', () => {
  const out = fc.check(
    fc.property(fc.oneof(flagFiles, targeting), hand, handEdits, (text, how, edits) => {
      const head = headOf({ 'flags/all.yaml': textOf(written(asYaml(JSON.parse(text)) as YamlMap, how), how) })
      if (typeof head === 'string') return
      const drift = driftBetween(head.rows, edits(head.rows))
      const { left } = adopt(head, drift, 'flags', compileHead)
      const bad = left.find(({ why }) => new RegExp(process.env['WHY'] ?? 'x').test(why))
      if (bad) throw new Error(JSON.stringify([bad, head.files[0]?.text], null, 1))
    }),
    { numRuns: 500 },
  )
  console.log(out.numRuns, String((out.errorInstance as Error | undefined)?.message).replaceAll('\\n', '\n'))
})
