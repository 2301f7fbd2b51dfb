/** A request that nobody should send, and what it is answered. */
export interface Hostile {
  readonly name: string
  /** `POST` unless given. */
  readonly method?: string
  /** `/ofrep/v1/evaluate/flags/open` unless given. */
  readonly path?: string
  /** In place of the headers of a sound request with a server key; one without a value is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** A sound body unless given. */
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly status: number
  readonly errorCode?: string
}

/** The word that stands in contexts and keys, and must be in no answer and in no log. */
export const marked = 'mauve-marker-7f31'

export const sound = JSON.stringify({ context: { targetingKey: 'alice' } })
