import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../../compiler/check/check.ts'
import { Report } from '../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../compiler/load/disk.ts'
import { compile } from '../../compiler/pipeline.ts'
import { type Row, timed } from './measure.ts'
import { circle } from './repository.ts'

/** The checks alone, over dependencies in one circle: the time must grow with the flags, not with their square. */
export async function circles(folder: string, rounds: number): Promise<Row> {
  const place = join(folder, 'circle')
  mkdirSync(place)
  writeFileSync(join(place, 'circle.yaml'), circle(20_000))
  const { model } = await compile(loadFolder(place, 'circle'))
  const ours = Array.from({ length: rounds }, () => timed(() => check(model, new Report(), Date.now())))
  return {
    what: 'checks over a circle of 20,000 flags',
    against: 'one second',
    ours,
    theirs: ours.map(() => 1000),
    limit: 1,
  }
}
