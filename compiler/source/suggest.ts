import { distance } from 'fastest-levenshtein'

/** Longer words are not compared: edit distance takes quadratic time. */
const longest = 100

/** The known word nearest to a mistyped one, or undefined when none is near enough to be meant. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const folded = fold(word)
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length * 0.4)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least + 2) continue
    const folding = fold(candidate)
    const far = folding === folded ? 0 : distanceOf(folded, folding)
    if (far < least) [best, least] = [candidate, far]
  }
  return best ?? longer(folded, known)
}

/** Two letters that changed places are one slip, not two. */
function distanceOf(word: string, candidate: string): number {
  const far = distance(word, candidate)
  return far === 2 && word.length === candidate.length && sorted(word) === sorted(candidate) ? 1 : far
}

function sorted(word: string): string {
  return Array.from(word).sort().join('')
}

/** `prod` may be short for `production`, when nothing else begins so. */
function longer(folded: string, known: Iterable<string>): string | undefined {
  if (folded.length < 3) return undefined
  const candidates = [...known].filter((candidate) => fold(candidate).startsWith(folded))
  return candidates.length === 1 ? candidates[0] : undefined
}

/** `did you mean x?`, or undefined: ready to be a diagnostic's help. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const nearest = suggest(word, known)
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_. ]/g, '')
}
