import { counted } from '../../diagnostics/prose.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { Place } from '../../source/source.ts'
import type { Verdict } from '../../testing/mutation/hunt.ts'
import { byFile } from './by-file.ts'

/** The share of changes that some case notices, and each change that none does. */
export function mutationText(verdicts: readonly Verdict[], cases: number, paint: Paint): string {
  const { noticed, survivors, score } = scored(verdicts)
  const all = noticed + survivors.length
  const head = paint('bold', 'mutants')
  if (all === 0) return `${head}: there is nothing to change\n`
  const counts = `${head}: ${noticed} of ${counted(all, 'change')} noticed, ${score} %\n`
  if (survivors.length === 0) return counts
  const lines = [...survivors.filter(({ reached }) => reached > 0).map(line), ...unasked(survivors)]
  const told = byFile(
    lines,
    ({ place }) => place,
    ({ words }) => forTerminal(words),
    paint,
  )
  return `${counts}\n${unnoticing(cases)}:\n${told}`
}

function unnoticing(cases: number): string {
  if (cases === 0) return 'There is no case that would notice'
  return cases === 1 ? 'The one case does not notice' : `None of the ${cases.toLocaleString('en')} cases notices`
}

export function scored(verdicts: readonly Verdict[]) {
  const noticed = verdicts.filter(({ fate }) => fate === 'noticed').length
  const survivors = verdicts.filter(({ fate }) => fate === 'survived')
  const all = noticed + survivors.length
  return { noticed, survivors, score: all === 0 ? 100 : Math.floor((noticed * 1000) / all) / 10 }
}

interface Line {
  readonly place: Place
  readonly words: string
}

function line({ mutant }: Verdict): Line {
  return { place: mutant.place, words: `${subjectOf(mutant)}: ${mutant.words}` }
}

/** What no case asks for at all is said once, however much of it could be changed. */
function unasked(survivors: readonly Verdict[]): Line[] {
  const own = survivors.filter(({ reached }) => reached === 0)
  return [...Map.groupBy(own, ({ mutant }) => subjectOf(mutant))].flatMap(([subject, verdicts]) =>
    verdicts.slice(0, 1).map(({ mutant }) => ({
      place: mutant.place,
      words: `${subject}: ${counted(verdicts.length, 'change')}, and no case asks for ${mutant.flag ? 'it' : 'what uses it'}`,
    })),
  )
}

function subjectOf({ flag, group, environment }: Verdict['mutant']): string {
  return `${flag ? flag.key : `group ${group.key}`}${environment ? ` in ${environment.key}` : ''}`
}
