import { base } from './base.ts'
import { boardStyle } from './board.ts'
import { flagStyle } from './flag.ts'
import { forms } from './forms.ts'
import { frame } from './frame.ts'
import { graphStyle } from './graph.ts'
import { media } from './media.ts'
import { tokens } from './tokens.ts'
import { whyStyle } from './why.ts'

/** The style sheet of all pages. Later parts may overrule earlier ones. */
export const style = [tokens, base, frame, forms, boardStyle, flagStyle, graphStyle, whyStyle, media].join('')
