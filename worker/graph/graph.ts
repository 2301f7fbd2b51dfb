/** One flag of the graph. */
export interface Node {
  readonly key: string
  /** One of the names in `marks`; any other has no mark. */
  readonly state?: string
  /** A second line, such as the state in words. */
  readonly note?: string
}

/** A parent and its child. */
export interface Edge {
  readonly from: string
  readonly to: string
  /** What the child asks of the parent, unless that it is active. */
  readonly label?: string
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A box, in pixels from the top left. */
export interface Box extends Node, Point {
  readonly width: number
  readonly height: number
}

/** An edge that leads through these points, from the foot of the parent's box to the head of the child's. */
export interface Line extends Edge {
  readonly points: readonly Point[]
}

export interface Positioned {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}
