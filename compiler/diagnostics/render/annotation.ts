import { forAnnotation, forAnnotationProperty } from '../sanitise.ts'

/** GitHub shows ten annotations of a kind in a step; the tenth says how many there are. */
export const mostAnnotations = 9

export type Level = 'error' | 'warning' | 'notice'

export interface Annotation {
  readonly level: Level
  readonly title: string
  /** Sentences, a line each. */
  readonly lines: readonly string[]
  /** Path from the top of the repository; undefined for what stands nowhere. */
  readonly file?: string | undefined
  /** `line=3,col=5`: what GitHub knows about a place beside the file. */
  readonly position?: readonly string[]
}

/** One workflow command. */
export function annotation({ level, title, lines, file, position = [] }: Annotation): string {
  const place = file === undefined ? [] : [`file=${forAnnotationProperty(file)}`, ...position]
  const properties = [...place, `title=${forAnnotationProperty(title)}`].join(',')
  return `::${level} ${properties}::${lines.map(forAnnotation).join('%0A')}`
}

/** Says how many did not get an annotation. */
export function moreAnnotations(level: Level, count: number, what: string): string {
  return annotation({ level, title: 'halyard', lines: [`${count} more ${what} are in the log of this step`] })
}
