/** A comment on a pull request or merge request. */
export interface Comment {
  readonly id: number
  readonly body: string
  /** Written by whom the token stands for. */
  readonly isOwn: boolean
}

/** The comments of one pull request, wherever it is hosted. */
export interface Thread {
  /** `#12`, `!12`: what people call it. */
  readonly name: string
  /** The oldest first. */
  comments(): AsyncIterable<Comment>
  create(body: string): Promise<void>
  update(id: number, body: string): Promise<void>
}

/** A pull request of which a plan was made. */
export interface Request {
  readonly thread: Thread
  /** The full id of the commit the plan has to be of. */
  readonly head: string
  /** Where the run is that made the plan. */
  readonly runUrl: string | undefined
  /** Where commits can be looked at; the id goes behind it. */
  readonly commitUrl: string | undefined
}
