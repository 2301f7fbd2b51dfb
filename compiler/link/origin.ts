/** What an entry of `origins` says. */
export interface Origin {
  readonly scheme: string
  /** Of this machine: what is sent there passes no network. */
  readonly isLocal: boolean
}

const label = '[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?'
const shape = new RegExp(
  String.raw`^(?<scheme>[a-z][a-z0-9+.-]*)://(?<wildcard>\*\.)?(?<host>${label}(?:\.${label})*|\[[0-9a-f:]+\])(?::(?<port>\d{1,5}|\*))?$`,
)
const web = new Set(['http', 'https'])

/** An origin as browsers send it, one label or a local port left open; undefined for any other text. */
export function readOrigin(text: string): Origin | undefined {
  const { scheme = '', wildcard, host = '', port } = shape.exec(text)?.groups ?? {}
  if (scheme === '') return undefined
  if (port === '*' && (wildcard || !/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(host))) return undefined
  // a star before a whole top-level domain would let in strangers
  if (wildcard && !host.includes('.') && host !== 'localhost') return undefined
  const plain = `${scheme}://${wildcard ? 'w.' : ''}${host}${port === undefined || port === '*' ? '' : `:${port}`}`
  if (web.has(scheme) && originOf(plain) !== plain) return undefined
  return { scheme, isLocal: /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(host) }
}

/** What was meant, where that can be told. */
export function correctedOrigin(text: string): string | undefined {
  const bare = text.trim()
  const local = /^(?:localhost|127\.|\[::1\])/i.test(bare)
  const whole = bare.includes('://') ? bare : `${local ? 'http' : 'https'}://${bare}`
  const openPort = /:\*(?=[/?#]|$)/.test(whole)
  const starred = /:\/\/\*\./.test(whole)
  const origin = originOf(whole.replace(/:\*(?=[/?#]|$)/, '').replace('://*.', '://w.'))
  if (origin === undefined) return undefined
  const corrected = `${starred ? origin.replace('://w.', '://*.') : origin}${openPort ? ':*' : ''}`
  if (readOrigin(corrected)) return corrected
  return openPort && readOrigin(corrected.slice(0, -2)) ? corrected.slice(0, -2) : undefined
}

/** As a browser would send it; undefined for what is no address of the web. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && web.has(url.protocol.slice(0, -1)) ? url.origin : undefined
}
