/** How a flag stands in one environment, for everybody who may ask; the names are those of the marks. */
export type StateName = 'on' | 'partly' | 'scheduled' | 'off' | 'blocked' | 'expired'

export const stateNames: readonly StateName[] = ['on', 'partly', 'scheduled', 'off', 'blocked', 'expired']

export interface State {
  readonly name: StateName
  /** What there is to say besides: `25 %, 2 groups`. Empty when the name says it all. */
  readonly note: string
  /** The parent that blocks it for everybody. */
  readonly blockedBy?: string
  /** Indexes of the variants that somebody may be served. */
  readonly variants: ReadonlySet<number>
}

export const stateWords: Readonly<Record<StateName, string>> = {
  on: 'On',
  partly: 'Partly on',
  scheduled: 'Scheduled',
  off: 'Off',
  blocked: 'Blocked',
  expired: 'Expired',
}
