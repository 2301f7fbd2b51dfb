import { readFileSync } from 'node:fs'

/** This release of Halyard: from package.json, which stands one folder higher when running from `dist/`. */
export const version: string = read(['../../package.json', '../../../package.json'])

function read(candidates: readonly string[]): string {
  for (const candidate of candidates) {
    const text = tryRead(new URL(candidate, import.meta.url))
    const found = text && (JSON.parse(text) as { name: string; version: string })
    if (found && found.name === 'halyard') return found.version
  }
  throw new Error('package.json of halyard is not where it belongs')
}

function tryRead(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return undefined // not this layout: the next candidate, or the error above
  }
}
