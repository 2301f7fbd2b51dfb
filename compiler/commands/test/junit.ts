import { visible } from '../../source/characters.ts'
import type { Outcome } from '../../testing/run.ts'
import type { Explaining } from './explaining.ts'
import type { Results } from './render.ts'
import { shown } from './site.ts'
import { answerWords, mismatchWords } from './words.ts'

/** JUnit XML as CI servers read it: a suite for each file, a test case for each case. */
export function junit({ outcomes, explaining }: Results): string {
  const files = Map.groupBy(outcomes, (outcome) => outcome.case.place.file.path)
  const suites = [...files].map(([path, own]) => suite(path, own, explaining))
  const counts = `tests="${outcomes.length}" failures="${failures(outcomes)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="halyard" ${counts}>\n${suites.join('')}</testsuites>\n`
}

function suite(path: string, outcomes: readonly Outcome[], explaining: Explaining): string {
  const counts = `tests="${outcomes.length}" failures="${failures(outcomes)}"`
  const cases = outcomes.map((outcome) => testcase(outcome, path, explaining))
  return `  <testsuite name="${escaped(path)}" ${counts}>\n${cases.join('')}  </testsuite>\n`
}

function testcase({ case: one, decision, mismatches }: Outcome, path: string, explaining: Explaining): string {
  const classname = `${one.environment.key}.${one.flag.key}`
  const head = `    <testcase name="${escaped(one.name)}" classname="${escaped(classname)}" file="${escaped(path)}"`
  if (mismatches.length === 0) return `${head}/>\n`
  const said = mismatches.map(mismatchWords)
  const text = [shown(one.place), ...said, answerWords(decision), ...explaining.of(one)].map(escaped).join('\n')
  return `${head}>\n      <failure message="${escaped(said.join('; '))}">${text}</failure>\n    </testcase>\n`
}

function failures(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ mismatches }) => mismatches.length > 0).length
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML has no way to write control characters, so they are spelled out first. */
function escaped(text: string): string {
  return visible(text.toWellFormed()).replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}
