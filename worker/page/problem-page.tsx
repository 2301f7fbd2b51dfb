import type { Viewer } from './access/viewer.ts'
import { Shell } from './parts/shell.tsx'

interface Problem {
  readonly title: string
  /** What happened, and what to do about it. */
  readonly words: string
  readonly viewer?: Viewer | undefined
}

/** A page that is not what was asked for: nothing there, not allowed, or broken. Tells nothing of the insides. */
export function ProblemPage({ title, words, viewer }: Problem) {
  return (
    <Shell title={title} viewer={viewer}>
      <section class="narrow">
        <h1>{title}</h1>
        <p>{words}</p>
        <p>
          <a href="/">To the board</a>
        </p>
      </section>
    </Shell>
  )
}
