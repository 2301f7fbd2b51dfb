import type { Document, ErrorCode, YAMLError } from 'yaml'
import type { Findings } from './findings.ts'
import { openedBefore } from './opening.ts'
import { explicitTag } from './problems/explicit-tag.ts'
import { tooDeep } from './problems/too-deep.ts'
import { yamlSyntax } from './problems/yaml-syntax.ts'

type Said = readonly [message: string, help: string, at?: number | undefined]

/** Says what the YAML parser found in the words of somebody who writes flags. */
export function reportSyntax(error: YAMLError, document: Document.Parsed, findings: Findings): void {
  const { text } = findings.file
  const where = findings.span(error.pos[0], error.pos[1])
  if (error.code === 'RESOURCE_EXHAUSTION')
    return findings.add(tooDeep, { message: 'the file is nested too deeply to be read', where })
  if (error.code === 'TAG_RESOLVE_FAILED' || error.code === 'MULTIPLE_TAGS')
    return findings.add(explicitTag, { message: 'a tag changes what this value is', where, help: 'remove the tag' })
  const [message, help, at] = conflict(text) ??
    unclosed(error, document, text) ??
    written(error, text) ??
    sentences[error.code] ?? ['this does not belong here', 'remove it; text with special characters needs quotes']
  findings.add(yamlSyntax, { message, where: at === undefined ? where : findings.span(at), help })
}

function conflict(text: string): Said | undefined {
  const at = text.search(/^<{7} /m)
  return at === -1 ? undefined : ['git left a merge conflict here', 'decide between the two sides', at]
}

/** What was opened and not closed is told where it was opened: where it should have ended nobody knows. */
function unclosed({ code, message, pos }: YAMLError, document: Document.Parsed, text: string): Said | undefined {
  const quote = code === 'MISSING_CHAR' && message.startsWith('Missing closing')
  if (!quote && !(code === 'BAD_INDENT' && message.startsWith('Flow'))) return undefined
  const at = openedBefore(pos[0], quote ? 'quote' : 'bracket', document, text)
  if (at === undefined) return undefined
  if (quote)
    return ['the quote that begins here is not closed', 'close it; text without special characters needs none', at]
  const [kind, end] = text[at] === '{' ? ['map', '}'] : ['seq', ']']
  if (document.errors.some((other) => other.message.startsWith(`Unexpected flow-${kind}-end`)))
    return [
      `this stands between \`${text[at]}\` and \`${end}\` and is not indented deeply enough`,
      `indent it deeper than the line with the \`${text[at]}\``,
    ]
  return [`the \`${text[at]}\` that stands here is not closed`, `add \`${end}\` where it ends`, at]
}

/** What the text around the place says about it. */
function written({ code, message, pos: [start] }: YAMLError, text: string): Said | undefined {
  const line = text.slice(start, start + 200).split(/[\r\n]/, 1)[0] ?? ''
  if (code === 'BAD_INDENT') {
    const indent = line.search(/\S/)
    return [...indentation, indent > 0 ? start + indent : undefined]
  }
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys')) {
    if (/^["']/.test(line)) return ['the quote that begins here ends on another line', 'close it on the line it begins']
    if (/^[^\s:]+:\S/.test(line)) return ['a space is missing after the colon', 'write `key: value`']
    return ['a colon is missing in this line', 'write `key: value`, with a space after the colon']
  }
  if (message.startsWith('Missing , ')) return ['a comma is missing here', 'put a comma between the two']
  if (message.includes('- indicator')) return ['a dash is missing here', 'every item of this list begins with `- `']
  if (message.includes('block-seq-ind'))
    return ['a list begins in the middle of a line', 'put `- ` on a line of its own']
  if (code === 'UNEXPECTED_TOKEN' && /["']\s*$/.test(text.slice(Math.max(0, start - 50), start)))
    return ['the text goes on after its closing quote', 'use the other kind of quotes around it, or take them away']
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/: /.test(line.replace(/^["']?[^"':]*["']?/, '')) && !line.startsWith('- '))
    return [
      'the line below this one is indented too deeply',
      'align it with its neighbours, or give this line no value',
    ]
  return undefined
}

const indentation: readonly [string, string] = [
  'this line is not indented as its neighbours are',
  'align it with the lines it belongs to',
]

const sentences: Partial<Record<ErrorCode, Said>> = {
  ALIAS_PROPS: ['an alias cannot have a tag or an anchor', 'write the value out'],
  BAD_ALIAS: ['this alias is not complete', 'write the value out; text that begins with `*` or `&` needs quotes'],
  BAD_DQ_ESCAPE: ['this is not an escape that YAML knows', 'write `\\\\` for a backslash, or use single quotes'],
  BAD_SCALAR_START: ['text cannot begin with this character', 'put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a map begins in the middle of a line', 'text with `: ` in it needs quotes'],
  BLOCK_IN_FLOW: ['a map begins here in the middle of brackets', 'is a comma missing, or a bracket not closed?'],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters', 'shorten the key'],
  MISSING_CHAR: ['a quote, a bracket or a space is missing', 'close what was opened; put a space after `:` and `-`'],
  NON_STRING_KEY: ['a key must be text', 'a list or a map cannot be a key; text with brackets needs quotes'],
  TAB_AS_INDENT: ['a tab is used for indentation', 'indent with spaces'],
}
