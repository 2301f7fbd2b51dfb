import { WorkerEntrypoint } from 'cloudflare:workers'
import type { Answer, Answers, Context, FlagsBinding } from './answer.ts'
import type { Bindings } from './app.ts'
import { answerAll, answerOne, type Call } from './direct.ts'
import type { SnapshotOf } from './keys.ts'
import { memory } from './memory.ts'

/** What the configuration of a binding may say. */
interface Props {
  /** The only environment that the other Worker may ask for. */
  readonly environment?: string
}

/** Flags for other Workers, over a service binding and without HTTP. */
export class Flags extends WorkerEntrypoint<Bindings, Props> implements FlagsBinding {
  /** One flag. Anything that cannot be evaluated gets an error code; nothing throws. */
  evaluate(environment: string, flagKey: string, context: Context = {}): Promise<Answer> {
    return answerOne(this.#call(environment, context), flagKey, this.#snapshots)
  }

  /** All flags, sorted by key. */
  evaluateAll(environment: string, context: Context = {}): Promise<Answers> {
    return answerAll(this.#call(environment, context), this.#snapshots)
  }

  // Private, since whatever else a class has can be called from outside.
  readonly #snapshots: SnapshotOf = (environment) =>
    memory()
      .standing(environment, this.env, (work) => this.ctx.waitUntil(work))
      .then(({ current }) => current)

  #call(environment: unknown, context: unknown): Call {
    const props: Props | undefined = this.ctx.props
    return { environment, context, allowed: props?.environment, bindings: this.env }
  }
}
