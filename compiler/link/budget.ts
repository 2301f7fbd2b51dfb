/** How much work is left for what people may write so that it never ends. One for each run. */
export interface Budget {
  /** Visits of a schema to a value; a million take about a tenth of a second. */
  visits: number
  /** Steps of regular expressions to compile; a million take one or two seconds. */
  regexSteps: number
}

/** A hundred times what large repositories need, and yet an end in sight. */
export function freshBudget(): Budget {
  return { visits: 50_000_000, regexSteps: 10_000_000 }
}
