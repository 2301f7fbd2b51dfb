import { readFileSync } from 'node:fs'
import { findings } from './goals.ts'
import type { Candidate } from './candidate.ts'
import { burdensTable, findingsTable, ratesTable } from './tables.ts'
import type { Results } from './results.ts'

/** The part of docs/benchmarks.md about the evaluator. */
export function evaluationPage(results: Results, candidates: readonly Candidate[]): string {
  return `Halyard's evaluator beside those of ${candidates.length - 1} others, each in the form its vendor ships to npm, offline and in process,
on Node ${process.versions.node}. Every candidate has a process of its own. In a round each of them has one turn, one at a time; what counts is
the processor time of its thread, so that a busy machine does not decide, and a ratio is the median of the ratios round by
round. Machines differ: ratios are worth more than numbers.

### What is asked

- **1,000** and **10,000 flags**. Each names 10 users out of 20,000 and one of 50 shared groups of attributes (country in a
  list, plan equals, age above; one or two of them); half have a rollout over that group, one in ten requires another flag.
  10,000 contexts, parsed from JSON as a server would have them.
- **one**: one flag for one context, scattered over all flags and all contexts. **all**: every flag for one context, as
  the engine gives it. **body**: the same as the bytes of a finished OFREP answer, which only Halyard makes.
- **10 users** and **100,000 users**: one flag that names so many; half of the contexts are of users it names.
- **chain**: 50 flags, each requiring the one before; all are on. **one** asks the last of them.
- **Load**: from the bytes of 10,000 flags in memory to the first answer; the first in a process, and the median of more.
- **Memory**: what stays on the heap and outside of it after that first load.

Before it is measured, every candidate answers the same questions as a plain reference, with rollouts of 0 and 100 percent
since each hashes in its own way, and must admit the share that rollouts in between ask for.

### Halyard beside the best of the others

${findingsTable(findings(results))}

### All of them

${ratesTable(results)}

${burdensTable(results)}

### Who was measured

${versions(candidates)}

### In favour of the others

- flagd, Reflag and Vercel know no requirements between flags; theirs are dropped. Unleash knows one level, and sits out the chain.
- Their answers are plain values or objects; the body in bytes is compared with those, not with a serialised answer.
- Unleash and Vercel are measured without the client around the evaluator, which counts and reports.
- flagd compiles its rules to functions, which Workers forbid. ConfigCat's lists are not hashed. Amplitude is spared the
  sorting of all flags that its client does for each question.
- Garbage that helper threads collect is not counted. Contexts are in each engine's own form before the clock runs.
- Halyard's snapshot is made from YAML by its compiler; the others get the leanest configuration they accept.

Not here: providers that only speak HTTP, engines that load native code, and those whose evaluator is not on npm.`
}

function versions(candidates: readonly Candidate[]): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> }
  return candidates
    .filter((candidate) => candidate.package !== undefined)
    .map(({ name, package: from = '' }) => `- ${name}: \`${from}\` ${devDependencies[from]}`)
    .join('\n')
}
