import type { Diagnostic, Problem } from '../diagnostic.ts'
import { locate, type LocatedDiagnostic, type Site } from '../located.ts'
import { forJson, toJson } from '../sanitise.ts'
import { fingerprint } from './fingerprint.ts'

export interface SarifOptions {
  /** Every kind of problem there is: the rules of the log. */
  readonly catalogue: readonly Problem[]
  /** The version of Halyard. */
  readonly version: string
  /** Where the paths begin, as a `file:` URL that ends in a slash. */
  readonly root?: string
}

/** GitHub takes no more results from a run. */
const mostResults = 25_000

/** And no more locations for one result. */
const mostRelated = 1000

/** SARIF 2.1.0, for code scanning. */
export function sarif(diagnostics: readonly Diagnostic[], options: SarifOptions): string {
  const located = locate(diagnostics, mostRelated).slice(0, mostResults)
  const ruleIndex = new Map(options.catalogue.map(({ code }, index) => [code, index]))
  const prints = new Map<string, number>()
  const run = {
    tool: {
      driver: {
        name: 'halyard',
        semanticVersion: options.version,
        rules: options.catalogue.map(rule),
      },
    },
    columnKind: 'utf16CodeUnits',
    ...(options.root === undefined ? {} : { originalUriBaseIds: { SRCROOT: { uri: options.root } } }),
    results: located.map((diagnostic) => result(diagnostic, ruleIndex.get(diagnostic.code), prints)),
  }
  const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
  return `${toJson({ $schema: schema, version: '2.1.0', runs: [run] })}\n`
}

function result(diagnostic: LocatedDiagnostic, ruleIndex: number | undefined, prints: Map<string, number>) {
  return {
    ruleId: diagnostic.code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: diagnostic.severity,
    message: { text: withHelp(diagnostic) },
    locations: [{ physicalLocation: physical(diagnostic.site) }],
    relatedLocations: diagnostic.related.map(({ message, site }, index) => ({
      id: index + 1,
      physicalLocation: physical(site),
      message: { text: message },
    })),
    partialFingerprints: { 'halyardPlace/v1': fingerprint(diagnostic, prints) },
  }
}

function rule({ code, severity, summary, why }: Problem) {
  return {
    id: code,
    name: code.replaceAll(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: why },
    defaultConfiguration: { level: severity },
  }
}

function withHelp({ message, help }: LocatedDiagnostic): string {
  return help === undefined ? message : `${message}\n${help}`
}

function physical({ file, start, end }: Site) {
  const uri = file.path.split('/').map(encode).join('/')
  return {
    artifactLocation: { uri, uriBaseId: 'SRCROOT' },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  }
}

function encode(part: string): string {
  return encodeURIComponent(forJson(part))
}
