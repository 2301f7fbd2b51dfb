import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const place = new URL('../../docs/benchmarks.md', import.meta.url)
const head = '<!-- Written by `npm run bench`. Do not edit. -->\n\n# Benchmarks\n'

/** Puts a section of docs/benchmarks.md in the place of the one of that title, or behind the others. */
export function writeSection(title: string, body: string): void {
  const old = existsSync(place) ? readFileSync(place, 'utf8') : ''
  const sections = new Map(
    old
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => [section.slice(0, section.indexOf('\n')), section]),
  )
  sections.set(title, `${title}\n\n${body}\n\n`)
  const text = Array.from(sections.values(), (section) => `\n## ${section.trimEnd()}\n`).join('')
  writeFileSync(place, `${head}${text}`)
}
