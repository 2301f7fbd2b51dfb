import type { Report } from '../diagnostics/report.ts'
import type { Document, Memory } from '../source/document.ts'
import type { SourceFile } from '../source/source.ts'
import { readYaml, type Reading } from '../source/yaml.ts'
import { Findings } from './findings.ts'
import { HiddenCharacters } from './hidden.ts'
import { readPlain } from './plain/block.ts'
import { directive } from './problems/directive.ts'
import { severalDocuments } from './problems/several-documents.ts'
import { tooDeep } from './problems/too-deep.ts'
import { reportSyntax } from './syntax.ts'
import { TreeReader } from './tree.ts'

/**
 * Text to plain values. A file that YAML cannot read is broken as a whole; a problem inside one entity damages that
 * entity alone, and the others go on. Never throws, whatever the text. What the memory holds is not parsed again.
 */
export function parse(files: readonly SourceFile[], report: Report, memory?: Memory): Document[] {
  return files.map((file) => {
    if (file.unread) return { file, value: undefined, broken: true, damaged: [] }
    return memory?.recall(file) ?? readShort(file) ?? parseTree(file, report)
  })
}

function readShort(file: SourceFile): Document | undefined {
  const value = readPlain(file.text)
  return value === undefined ? undefined : { file, value, broken: false, damaged: [] }
}

/** The long way, which every text can go. */
export function parseTree(file: SourceFile, report: Report): Document {
  const findings = new Findings(file, report)
  const document = parseFile(file, findings)
  findings.flush()
  return document
}

function parseFile(file: SourceFile, findings: Findings): Document {
  const reading = readYaml(file.text)
  const characters = new HiddenCharacters(file.text, findings)
  if (!readable(reading, findings)) return { file, value: undefined, broken: true, damaged: [] }
  const tree = new TreeReader(findings, characters)
  const value = tree.read(reading.document?.contents)
  return { file, value, broken: false, damaged: tree.damaged, partial: tree.partial }
}

/** Reports what speaks against the whole file; the first syntax error only, the rest mostly follows from it. */
function readable({ document, second, directives }: Reading, findings: Findings): boolean {
  const [start, end] = directives[0] ?? []
  if (start !== undefined)
    findings.add(directive, {
      message: 'a file cannot change how YAML is read',
      where: findings.span(start, end),
      help: 'remove the line that begins with `%`; flag files are YAML 1.2',
    })
  if (second !== undefined)
    findings.add(severalDocuments, {
      message: 'a second document begins here, and a flag file holds one',
      where: findings.span(second, second + 3),
      help: 'put it into a file of its own, or remove the line `---`',
    })
  if (!document) {
    findings.add(tooDeep, { message: 'the file is nested too deeply to be read', where: findings.span(0) })
    return false
  }
  const error = document.errors[0] ?? document.warnings.find(({ code }) => code !== 'TAG_RESOLVE_FAILED')
  if (error && error.code !== 'BAD_DIRECTIVE') reportSyntax(error, document, findings)
  return directives.length === 0 && second === undefined && error === undefined
}
