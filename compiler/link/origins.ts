import type { EnvironmentInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import { shorten } from '../source/shorten.ts'
import type { Located } from '../source/source.ts'
import { correctedOrigin, type Origin, readOrigin } from './origin.ts'
import { badOrigin } from './problems/bad-origin.ts'
import { insecureOrigin } from './problems/insecure-origin.ts'

/** The origins as the snapshot has them; what was said of those that no browser sends makes the model unsound. */
export function linkOrigins(
  declared: Located<EnvironmentInput>,
  report: Report,
): EnvironmentInput['origins'] | undefined {
  const { origins } = declared.value
  for (const [index, text] of (origins ?? []).entries()) {
    const where = declared.at('origins', index)
    const origin = readOrigin(text)
    if (!origin)
      report.add(badOrigin, { message: `${quote(shorten(text, 60))} ${fault(text)}`, where, help: help(text) })
    else if (isInsecure(origin))
      report.add(insecureOrigin, {
        message: `pages from ${quote(text)} come without encryption, and may use the client keys`,
        where,
        help: `serve them from ${quote(text.replace(/^http:/, 'https:'))}`,
      })
  }
  return origins && [...new Set(origins)].sort()
}

function isInsecure({ scheme, isLocal }: Origin): boolean {
  return scheme === 'http' && !isLocal
}

const faults: readonly (readonly [RegExp, string])[] = [
  [/^\*$/, 'is every origin, which is what an environment without `origins` lets in'],
  [/^null$/, 'is what browsers send for pages that have no origin of their own'],
  [/[\s\p{Cc}]/u, 'has white space in it'],
  [/^(?![a-z][a-z0-9+.-]*:\/\/)/i, 'has no scheme'],
  [/:\/\/[^/?#]*\/$/, 'has a slash behind the host, which no browser sends'],
  [/:\/\/[^/?#]*[/?#]/, 'goes on behind the host, and browsers send no more than that'],
  [/@/, 'names a user, and browsers send none'],
  [/:\*$/, 'leaves the port open, which only `localhost` and `127.0.0.1` may'],
  [/\*/, 'has a `*` that does not stand for one label in front of a host'],
  [/[A-Z]/, 'has upper case in it, and browsers send lower case'],
  [/[^ -~]/, 'has letters that browsers send in another spelling'],
  [/^(?:http:.*:80|https:.*:443)$/, 'names the usual port, which browsers leave out'],
]

function fault(text: string): string {
  return faults.find(([pattern]) => pattern.test(text))?.[1] ?? 'is not an origin'
}

function help(text: string): string {
  if (text === '*') return 'leave `origins` out to let every origin in, or name those that you mean'
  if (text === 'null') return 'serve the page from an address of its own, and write that'
  const corrected = correctedOrigin(text)
  if (corrected !== undefined) return `write ${quote(corrected)}`
  return 'such as `https://app.example.com`, `https://*.example.com` or `http://localhost:*`'
}
