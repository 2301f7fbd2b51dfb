import type { ParseArgsOptionsConfig } from 'node:util'

/** The outside of a command: streams and surroundings, so that a test can run one without a process. */
export interface World {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Opened by whoever asks for it; undefined where there is none. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined
  readonly stdout: Sink
  readonly stderr: Sink
  /** Aborted by Ctrl-C or SIGTERM: long work stops cleanly. */
  readonly signal: AbortSignal
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

export interface Sink {
  write(text: string): void
  /** Resolves when more may be written without piling up in memory. */
  drained?(): Promise<void>
  /** May escape sequences for colours be written here? */
  readonly colour: boolean
  /** How many characters a line of the terminal holds; undefined when it is none. */
  readonly columns?: number | undefined
}

export interface Option {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly multiple?: boolean
  /** What stands behind the option in help: `--env NAME`. */
  readonly value?: string
  readonly summary: string
  /** Said in help; the command applies it itself. */
  readonly default?: string
}

export type Options = Readonly<Record<string, Option>>

type Value<O extends Option> = O['type'] extends 'boolean' ? boolean : O['multiple'] extends true ? string[] : string

/** What the command line said; an option that was not given is undefined. */
export type Values<O extends Options> = { readonly [Name in keyof O]: Value<O[Name]> | undefined }

export interface Command<O extends Options = Options> {
  readonly name: string
  /** One line, shown in `halyard --help`. */
  readonly summary: string
  /** What stands behind the name: `FLAG [PATH]`. */
  readonly arguments?: string
  /** [fewest, most] positional arguments. */
  readonly arity: readonly [number, number]
  readonly options: O
  /** Command lines that work, each with one line of explanation. */
  readonly examples: readonly (readonly [line: string, meaning: string])[]
  /** It ends by itself, and cleanly, when `World.signal` is aborted; any other command is cut off. */
  readonly endsItself?: boolean
  /** Returns the exit code of docs/cli.md. Results go to stdout, talk to stderr. */
  run(input: { readonly args: readonly string[]; readonly options: Values<O> }, world: World): Promise<number>
}

/** Keeps the option types while the command is stored in a list of commands of every kind. */
export function command<const O extends Options>(definition: Command<O>): Command<O> {
  return definition
}

/** The options in the form `parseArgs` wants. */
export function parseOptions(options: Options): ParseArgsOptionsConfig {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
    ]),
  )
}
