import type { Viewer } from '../access/viewer.ts'
import type { Asked } from './asked.ts'

interface WhyFormOf {
  readonly viewer: Viewer
  readonly asked: Asked
  /** The flag is given, and not to be chosen. */
  readonly isFixed?: boolean
  readonly problem?: string | undefined
}

/** More keys than that are no choice any more. */
const mostOffered = 1000

/** Asks for a user, or anybody: posted, so that no name of a person gets into an address. */
export function WhyForm({ viewer, asked, isFixed = false, problem }: WhyFormOf) {
  if (viewer.copiedAt !== undefined)
    return (
      <p>
        This is a copy, and nobody answers here. In the flag repository,{' '}
        <code>{`halyard explain ${asked.flag} --env ${asked.environment} --user KEY`}</code> tells it.
      </p>
    )
  return (
    <form class="why" method="post" action="/why#answer">
      {problem === undefined ? (
        ''
      ) : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isFixed ? (
        <input type="hidden" name="flag" value={asked.flag} />
      ) : (
        <FlagField viewer={viewer} flag={asked.flag} />
      )}
      <div>
        <label for="environment">Environment</label>
        <select id="environment" name="environment">
          {viewer.seen.map(({ environment }) => (
            <option value={environment} selected={environment === asked.environment}>
              {environment}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="targeting-key">Targeting key</label>
        <input
          id="targeting-key"
          name="key"
          value={asked.key}
          placeholder="mara-101c"
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <div>
        <label for="at">At, in UTC (empty: now)</label>
        <input id="at" name="at" type="datetime-local" value={asked.at} />
      </div>
      <div class="wide">
        <label for="attributes">Attributes</label>
        <textarea
          id="attributes"
          name="attributes"
          rows={3}
          spellcheck={false}
          placeholder={'city=utrecht\nappVersion=5.9.1'}
          aria-describedby="about-attributes"
        >
          {asked.attributes}
        </textarea>
        <p class="hint" id="about-attributes">
          One <code>name=value</code> a line, or a JSON object. Text that looks like a number stands in quotes.
        </p>
      </div>
      <button type="submit">Explain</button>
    </form>
  )
}

function FlagField({ viewer, flag }: { readonly viewer: Viewer; readonly flag: string }) {
  const keys = new Set(
    viewer.seen.flatMap(({ plan }) =>
      Array.from({ length: Math.min(mostOffered, plan.flags.keys.size) }, (_, at) => plan.flags.keys.key(at)),
    ),
  )
  return (
    <div>
      <label for="flag">Flag</label>
      <input id="flag" name="flag" list="flags" value={flag} required autocomplete="off" spellcheck={false} />
      <datalist id="flags">
        {[...keys].sort().map((key) => (
          <option value={key}></option>
        ))}
      </datalist>
    </div>
  )
}
