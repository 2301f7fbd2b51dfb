import type { Report } from '../diagnostics/report.ts'
import type { Document } from '../source/document.ts'
import { isMap } from '../source/map.ts'
import type { SourceFile } from '../source/source.ts'
import { suggest } from '../source/suggest.ts'
import { describe, short } from '../diagnostics/describe.ts'
import { unknownSection } from './problems/unknown-section.ts'
import { wrongType } from './problems/wrong-type.ts'

const sectionNames = ['environments', 'users', 'groups', 'attributes', 'flags', 'assignments'] as const
type SectionName = (typeof sectionNames)[number]

/** One section of one file, known to be a map. */
export interface Section {
  readonly name: SectionName
  readonly file: SourceFile
  readonly value: Readonly<Record<string, unknown>>
  /** Keys that have an error already. */
  readonly damaged: ReadonlySet<string>
  /** In `assignments`: environment and flag of such lists, a line end between. */
  readonly damagedLists: ReadonlySet<string>
}

/** The sections of a file; not complete when something in it may have been a section. */
export function readSections(document: Document, report: Report): { sections: Section[]; complete: boolean } {
  const { file, value, damaged } = document
  const whole = new Set(damaged.filter((path) => path.length <= 1).map((path) => path[0]))
  if (value === undefined || value === null || whole.has(undefined)) return { sections: [], complete: whole.size === 0 }
  if (!isMap(value)) {
    const message = `a flag file is a map of sections, but this is ${describe(value)}`
    const help = 'begin with a section, such as `flags:`'
    report.add(wrongType, { message, where: { file, path: [], on: 'value' }, help })
    return { sections: [], complete: false }
  }
  const sections: Section[] = []
  let complete = whole.size === 0
  let empty: string | undefined
  for (const [name, inner] of Object.entries(value)) {
    if (whole.has(name)) continue
    if (isSectionName(name)) empty = undefined
    if (empty !== undefined) continue // told with the section it was meant for
    const stray = inner === null && isSectionName(name) ? strayBelow(name, Object.keys(value)) : undefined
    if (stray !== undefined) {
      complete = false
      empty = name
      const message = `\`${short(stray)}\` stands beside \`${name}\`, not below it`
      report.add(wrongType, { message, where: { file, path: [stray], on: 'key' }, help: `indent it below \`${name}\`` })
    } else if (isSectionName(name) && isMap(inner))
      sections.push({ name, file, value: inner, ...damage(document, name) })
    else {
      complete = false
      refuse(file, name, inner, report)
    }
  }
  return { sections, complete }
}

/** What follows a section with nothing in it and is no section itself: it was meant to stand inside. */
function strayBelow(section: string, names: readonly string[]): string | undefined {
  const next = names[names.indexOf(section) + 1]
  return next === undefined || isSectionName(next) || suggest(next, sectionNames) ? undefined : next
}

function isSectionName(name: string): name is SectionName {
  return (sectionNames as readonly string[]).includes(name)
}

function damage({ damaged }: Document, name: string): Pick<Section, 'damaged' | 'damagedLists'> {
  const inside = damaged.filter((path) => path[0] === name).map((path) => path.slice(1).map(String))
  return {
    damaged: new Set(inside.filter((path) => path.length === 1).map((path) => path[0] ?? '')),
    damagedLists: new Set(inside.filter((path) => path.length === 2).map((path) => path.join('\n'))),
  }
}

function refuse(file: SourceFile, name: string, value: unknown, report: Report): void {
  if (isSectionName(name)) {
    const message = `\`${name}\` must be a map, but is ${describe(value)}`
    const help = value === null ? `remove the line, or write \`${name}: {}\`` : mapHelp(name, value)
    return report.add(wrongType, { message, where: { file, path: [name], on: value === null ? 'key' : 'value' }, help })
  }
  const meant = suggest(name, sectionNames)
  report.add(unknownSection, {
    message: `\`${name}\` is not a section`,
    where: { file, path: [name], on: 'key' },
    help: meant ? `did you mean \`${meant}\`?` : `sections are ${sectionNames.join(', ')}`,
  })
}

function mapHelp(name: SectionName, value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : undefined
  return typeof first === 'string'
    ? `write one key per line below it, such as \`${short(first)}: ${name === 'attributes' ? '{ type: string }' : '{}'}\``
    : 'write one key per line below it, without `- `'
}
