/** A ratio and what it was to reach. */
export interface Goal {
  readonly what: string
  readonly ratio: number
  readonly atLeast?: number
  readonly atMost?: number
}

/** One line of the table of goals. */
export function verdict({ what, ratio, atLeast, atMost }: Goal): string {
  const met = ratio >= (atLeast ?? -Infinity) && ratio <= (atMost ?? Infinity)
  const goal = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`
  const shown = ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)
  return `| ${what} | ${shown} | ${goal} | ${met ? 'ok' : 'OVER'} |`
}
