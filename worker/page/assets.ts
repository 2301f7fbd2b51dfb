import { murmur3 } from '../evaluate/hash.ts'
import { script } from './script.ts'
import { style } from './style/style.ts'

/** A file that all pages use. */
export interface Asset {
  /** Named by its content, so that browsers may keep it for ever. */
  readonly path: string
  readonly type: string
  readonly content: string
}

/** The one style sheet and the one script of all pages. */
export const assets: Readonly<Record<'style' | 'script', Asset>> = {
  style: asset('css', 'text/css; charset=utf-8', style),
  script: asset('js', 'text/javascript; charset=utf-8', script),
}

function asset(extension: string, type: string, content: string): Asset {
  const hash = (murmur3(content) >>> 0).toString(16).padStart(8, '0')
  return { path: `/page/${hash}.${extension}`, type, content }
}
