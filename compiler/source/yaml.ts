import { Composer, type Document, Parser } from 'yaml'

/**
 * YAML 1.2 with the core schema, whatever the file's directives say. Unique keys are checked by us: the library
 * compares each key with all others. Tags, aliases and merge keys are refused in the tree, so nothing resolves them.
 */
const options = {
  version: '1.2',
  schema: 'core',
  strict: true,
  uniqueKeys: false,
  stringKeys: true,
  merge: false,
  resolveKnownTags: false,
  intAsBigInt: false,
  logLevel: 'error',
  prettyErrors: false,
} as const

export interface Reading {
  /** The first document; for an empty file, a document without contents. */
  readonly document: Document.Parsed | undefined
  /** Where a second document begins; the rest of the file is not read. */
  readonly second: number | undefined
  /** Where directives (`%YAML …`) stand: start and end. */
  readonly directives: readonly (readonly [number, number])[]
}

/** A file with so many mistakes between its documents is not read to its end. */
const enough = 100

/** Parses a text without ever throwing: a text that exhausts the parser's stack has no document. */
export function readYaml(text: string): Reading {
  // The parser makes an Error of each mistake, and a hostile text has a million: traces of the stack cost seconds.
  const traces = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return read(text)
  } catch (error) {
    if (error instanceof RangeError) return { document: undefined, second: undefined, directives: [] }
    throw error
  } finally {
    Error.stackTraceLimit = traces
  }
}

function read(text: string): Reading {
  const directives: [number, number][] = []
  const composer = new Composer(options)
  let mistakes = 0
  for (const token of new Parser().parse(text)) {
    if (token.type === 'directive') directives.push([token.offset, token.offset + token.source.length])
    if (token.type === 'error') mistakes++
    for (const document of composer.next(token)) return { document, second: token.offset, directives }
    if (mistakes + directives.length > enough) break
  }
  const [document] = composer.end(true, text.length)
  return { document, second: undefined, directives }
}
