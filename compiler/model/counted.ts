/** Evaluations of one flag that the Worker counted. */
export interface Counted {
  readonly environment: string
  readonly flag: string
  /** `single`, or `bulk` for a request for all flags. */
  readonly request: string
  /** The kind of the API key: `server` or `client`. */
  readonly kind: string
}
