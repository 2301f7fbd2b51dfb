import { styleText } from 'node:util'

type Style = Parameters<typeof styleText>[0]

/** Gives text a style, or leaves it as it is where no colours are wanted. */
export type Paint = (style: Style, text: string) => string

export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
}
