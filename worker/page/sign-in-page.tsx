import { Shell } from './parts/shell.tsx'

interface SignIn {
  /** Where to go from here. */
  readonly next: string
  /** Why the last attempt failed. Never the key. */
  readonly problem?: string | undefined
  /** The environments whose keys are there already. */
  readonly opened: readonly string[]
}

/** Asks for an API key. */
export function SignInPage({ next, problem, opened }: SignIn) {
  return (
    <Shell title="Sign in">
      <section class="narrow card">
        <h1>Sign in</h1>
        <p>
          With the server key of an environment, you see its flags, who changed them, and why somebody gets what they
          get. Each further key adds its environment to the board.
        </p>
        {problem === undefined ? (
          ''
        ) : (
          <p class="problem" role="alert" id="problem">
            {problem}
          </p>
        )}
        {opened.length === 0 ? (
          ''
        ) : (
          <p class="muted">
            Signed in to {opened.join(', ')}. <a href="/">To the board</a>
          </p>
        )}
        <form method="post" action="/sign-in">
          <input type="hidden" name="next" value={next} />
          <label for="key">Server key</label>
          <input
            id="key"
            name="key"
            type="password"
            required
            autofocus
            autocomplete="current-password"
            spellcheck={false}
            placeholder="halyard_production_srv_…"
            aria-describedby={problem === undefined ? 'about-key' : 'problem about-key'}
            {...(problem === undefined ? {} : { 'aria-invalid': 'true' as const })}
          />
          <p class="hint" id="about-key">
            It stays in this browser, in a cookie that no script can read, until you sign out.
          </p>
          <button type="submit">Sign in</button>
        </form>
      </section>
    </Shell>
  )
}
