/** Server keys see every flag; client keys, which anyone can read in a browser, only flags marked `client: true`. */
export type KeyKind = 'server' | 'client'

export interface ApiKey {
  readonly environment: string
  readonly kind: KeyKind
  /** Everything before the last underscore: what the checksum is over. */
  readonly body: string
  /** The first 6 hex digits of SHA-256 of `body`: finds typing errors, and lets secret scanners be sure without asking. */
  readonly checksum: string
}

const short = { server: 'srv', client: 'cli' } as const

/** How many base62 digits the secret part has: 256 bits. */
export const secretLength = 43
/** How many hex digits of SHA-256 of the body follow it. */
export const checksumLength = 6

/** The body of a key, to which an underscore and the checksum are appended. */
export function apiKeyBody(environment: string, kind: KeyKind, secret: string): string {
  return `halyard_${environment}_${short[kind]}_${secret}`
}

/** The longest name of an environment. */
const mostCharacters = 100
// What the flag files allow; anything else names no environment, and must not become a place in the store of snapshots.
const environmentKey = '[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*'
const whole = new RegExp(`^${environmentKey}$`)
// Greedy, since an environment key may itself hold underscores: the fixed parts are found from the right.
const shape = new RegExp(
  `^(halyard_(${environmentKey})_(srv|cli)_[0-9A-Za-z]{${secretLength}})_([0-9a-f]{${checksumLength}})$`,
)

/** Does it begin as a key does? So does one that lost or gained letters, which is as secret. */
export function beginsAsApiKey(text: string): boolean {
  return /^halyard_.+_(srv|cli)_/.test(text)
}

/** Can an environment have this name? */
export function isEnvironmentKey(text: string): boolean {
  return text.length <= mostCharacters && whole.test(text)
}

/** The parts of `halyard_<environment>_<srv|cli>_<43 base62>_<6 hex>`; undefined for any other text. Checks no checksum. */
export function parseApiKey(key: string): ApiKey | undefined {
  const [, body, environment, kind, checksum] = shape.exec(key) ?? []
  if (!body || !environment || !checksum || environment.length > mostCharacters) return undefined
  return { environment, kind: kind === 'srv' ? 'server' : 'client', body, checksum }
}
