import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { counted } from '../../diagnostics/prose.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { World } from '../command.ts'
import { Progress } from '../progress.ts'
import { objectOf } from './context.ts'
import { type Line, linesOf } from './lines.ts'

/** An evaluation context and the line of the file it stands on, counted from 1. */
export interface GivenContext {
  readonly line: number
  readonly context: EvaluationContext
}

/** After that many, lines that cannot be read are only counted. */
const mostTold = 20

/** Reads a file of contexts in JSON Lines, `-` for standard input. Lines that hold none are said on stderr, and counted. */
export class Contexts {
  /** How many lines could not be read so far. */
  broken = 0
  /** As messages call it. */
  readonly name: string
  readonly #file: string
  readonly #world: World
  readonly #progress: Progress

  constructor(file: string, world: World) {
    this.#file = file
    this.name = file === '-' ? 'standard input' : file
    this.#world = world
    this.#progress = new Progress(world, 'contexts')
  }

  /** Batches, as the file is read: never all of it at once. */
  async *read(): AsyncGenerator<GivenContext[]> {
    for await (const lines of linesOf(await this.#open())) {
      const given: GivenContext[] = []
      for (const line of lines) {
        const context = this.#parse(line)
        if (context) given.push({ line: line.number, context })
        await this.#progress.step()
      }
      yield given
    }
    this.#progress.end()
    if (this.broken > 0) this.#world.stderr.write(`${counted(this.broken, 'line')} of ${this.name} could not be read\n`)
  }

  async #open(): Promise<AsyncIterable<Uint8Array>> {
    if (this.#file === '-') {
      if (this.#world.stdin) return this.#world.stdin
      throw new Failure('there is no standard input to read', { help: 'name a file instead of `-`' })
    }
    const path = resolve(this.#world.cwd, this.#file)
    const found = await stat(path).catch(() => undefined)
    if (found && !found.isDirectory()) return createReadStream(path, { highWaterMark: 1 << 18 })
    throw new Failure(`there is no file \`${this.#file}\``, {
      help: 'give a file with one evaluation context a line, or `-` for standard input',
    })
  }

  /** Nothing for a blank line. */
  #parse(line: Line): EvaluationContext | undefined {
    if ('text' in line && line.text.trim() === '') return undefined
    const read = 'text' in line ? objectOf(line.text) : line
    if ('context' in read) return read.context
    this.broken += 1
    if (this.broken <= mostTold) this.#progress.say(`error: ${this.name}:${line.number} ${forTerminal(read.problem)}`)
    return undefined
  }
}
