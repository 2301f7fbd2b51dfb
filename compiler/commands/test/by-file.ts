import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { Place } from '../../source/source.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'
import { positioned } from './site.ts'

/** Lines under the files they are about, in the order of their places: `  14:11  words`. */
export function byFile<T>(
  items: readonly T[],
  placeOf: (item: T) => Place,
  words: (item: T) => string,
  paint: Paint,
): string {
  const files = Map.groupBy(items, (item) => placeOf(item).file.path)
  const blocks = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, own]) => {
      const lines = own.map((item) => ({ ...positioned(placeOf(item)), words: words(item) }))
      lines.sort((a, b) => a.line - b.line || a.column - b.column)
      const width = Math.max(...lines.map(({ line, column }) => `${line}:${column}`.length))
      const texts = lines.map(({ line, column, words: text }) => `  ${`${line}:${column}`.padEnd(width)}  ${text}\n`)
      return `\n${paint('bold', forTerminal(path))}\n${texts.join('')}`
    })
  return blocks.join('')
}
