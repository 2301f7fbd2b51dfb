import { hash } from 'node:crypto'

/** SHA-256 of the JSON of something, in hex. */
export function digest(content: unknown): string {
  return hash('sha256', JSON.stringify(content), 'hex')
}
