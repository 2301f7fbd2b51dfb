import type { Box, Line, Point, Positioned } from './graph.ts'
import { marks } from './marks.ts'
import { escaped, shortened } from './text.ts'
import { style } from './style.ts'

export interface SvgOptions {
  /** What the picture is, for those who hear it. */
  readonly title: string
  /** The key of the flag that the picture is about. */
  readonly current?: string
  /** Where a flag can be looked at; undefined for no link. */
  readonly link?: (key: string) => string | undefined
  /** With a style sheet of its own, as a file needs it. Without one, the page's `.graph` rules apply. */
  readonly standalone?: boolean
}

/** The picture as one `<svg>` element. All text in it is escaped. */
export function svg({ width, height, boxes, lines }: Positioned, options: SvgOptions): string {
  const space = options.standalone ? ' xmlns="http://www.w3.org/2000/svg"' : ''
  return [
    `<svg${space} class="graph" role="img" aria-label="${escaped(options.title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    options.standalone ? `<style>${style}</style>` : '',
    ...lines.map(lineText),
    ...boxes.map((box) => boxText(box, options)),
    '</svg>',
  ].join('')
}

function lineText({ points, label }: Line): string {
  const [start, ...rest] = points
  const end = points.at(-1)
  if (!start || !end) return ''
  const path = rest.map((point, at) => curve(points[at]!, point)).join('')
  const head = `M${end.x - 4} ${end.y - 6}L${end.x} ${end.y}L${end.x + 4} ${end.y - 6}`
  const middle = { x: (points.at(-2)!.x + end.x) / 2, y: (points.at(-2)!.y + end.y) / 2 }
  const asked =
    label === undefined
      ? ''
      : `<text class="asks" x="${middle.x}" y="${middle.y + 4}">${escaped(shortened(label))}</text>`
  return `<path class="line" d="M${start.x} ${start.y}${path}${head}"/>${asked}`
}

/** Leaves downwards and arrives from above. */
function curve(from: Point, to: Point): string {
  if (from.x === to.x) return `L${to.x} ${to.y}`
  const middle = (from.y + to.y) / 2
  return `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`
}

function boxText(box: Box, { current, link }: SvgOptions): string {
  const { key, note, state = '', x, y, width, height } = box
  const mark = marks.get(state)
  const left = x + (mark === undefined ? 12 : 32)
  const shape =
    mark === undefined
      ? ''
      : `<path class="mark" fill-rule="evenodd" transform="translate(${x + 10} ${y + height / 2 - 8})" d="${mark}"/>`
  const second =
    note === undefined ? '' : `<text class="note" x="${left}" y="${y + 34}">${escaped(shortened(note))}</text>`
  const classes = ['box', ...(mark === undefined ? [] : [`is-${state}`]), ...(key === current ? ['current'] : [])]
  const inside = [
    `<title>${escaped(note === undefined ? key : `${key}: ${note}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    shape,
    `<text x="${left}" y="${y + (note === undefined ? 27 : 19)}">${escaped(shortened(key))}</text>`,
    second,
  ].join('')
  const href = key === current ? undefined : link?.(key)
  const group = `<g class="${classes.join(' ')}">${inside}</g>`
  return href === undefined ? group : `<a href="${escaped(href)}">${group}</a>`
}
