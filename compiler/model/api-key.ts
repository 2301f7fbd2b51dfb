import { createHash, randomBytes } from 'node:crypto'
import { apiKeyBody, checksumLength, secretLength, type KeyKind } from '../../worker/evaluate/api-key.ts'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A new API key with 256 random bits, and the SHA-256 (hex) that stands for it in the flag repository. */
export function newApiKey(environment: string, kind: KeyKind): { key: string; sha256: string } {
  const body = apiKeyBody(environment, kind, base62(randomBytes(32)))
  const key = `${body}_${keyHash(body).slice(0, checksumLength)}`
  return { key, sha256: keyHash(key) }
}

function base62(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (; rest > 0n; rest /= 62n) text = digits.charAt(Number(rest % 62n)) + text
  return text.padStart(secretLength, '0')
}

/** The SHA-256 (hex) that stands for a key wherever the key itself must not. */
export function keyHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
