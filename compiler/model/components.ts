/**
 * The strongly connected components of a graph whose nodes are 0 to n-1, each after all components it leads to.
 * Tarjan's algorithm with a stack of its own instead of recursion: linear, and no chain is too long for it.
 * @param targets the nodes that each node has an edge to
 */
export function stronglyConnected(targets: readonly (readonly number[])[]): number[][] {
  const walk = new Walk(targets)
  for (let node = 0; node < targets.length; node++) walk.from(node)
  return walk.components
}

const unseen = 0

class Walk {
  readonly components: number[][] = []
  readonly #targets: readonly (readonly number[])[]
  /** When a node was first seen, counting from 1. */
  readonly #seen: Uint32Array
  /** The earliest node on the trail that a node leads back to. */
  readonly #earliest: Uint32Array
  readonly #nextEdge: Uint32Array
  readonly #open: number[] = []
  readonly #isOpen: Uint8Array
  #clock = 0

  constructor(targets: readonly (readonly number[])[]) {
    this.#targets = targets
    this.#seen = new Uint32Array(targets.length)
    this.#earliest = new Uint32Array(targets.length)
    this.#nextEdge = new Uint32Array(targets.length)
    this.#isOpen = new Uint8Array(targets.length)
  }

  from(start: number): void {
    if (this.#seen[start] !== unseen) return
    const trail = [start]
    this.#enter(start)
    for (let node = trail.at(-1); node !== undefined; node = trail.at(-1)) {
      const target = this.#takeEdge(node)
      if (target === undefined) {
        trail.pop()
        this.#leave(node, trail.at(-1))
      } else if (this.#seen[target] === unseen) {
        trail.push(target)
        this.#enter(target)
      } else if (this.#isOpen[target]) this.#lower(node, this.#seen[target] ?? 0)
    }
  }

  #takeEdge(node: number): number | undefined {
    const edge = this.#nextEdge[node] ?? 0
    this.#nextEdge[node] = edge + 1
    return this.#targets[node]?.[edge]
  }

  #enter(node: number): void {
    this.#clock += 1
    this.#seen[node] = this.#clock
    this.#earliest[node] = this.#clock
    this.#open.push(node)
    this.#isOpen[node] = 1
  }

  #leave(node: number, previous: number | undefined): void {
    if (previous !== undefined) this.#lower(previous, this.#earliest[node] ?? 0)
    if (this.#earliest[node] !== this.#seen[node]) return
    const component = this.#open.splice(this.#open.lastIndexOf(node))
    for (const member of component) this.#isOpen[member] = 0
    this.components.push(component)
  }

  #lower(node: number, earlier: number): void {
    this.#earliest[node] = Math.min(this.#earliest[node] ?? 0, earlier)
  }
}
