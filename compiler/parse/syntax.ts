import type { ErrorCode, YAMLError } from 'yaml'
import type { Findings } from './findings.ts'
import { explicitTag } from './problems/explicit-tag.ts'
import { tooDeep } from './problems/too-deep.ts'
import { yamlSyntax } from './problems/yaml-syntax.ts'

/** Says what the YAML parser found in the words of somebody who writes flags. */
export function reportSyntax(error: YAMLError, findings: Findings): void {
  const where = findings.span(error.pos[0], error.pos[1])
  if (error.code === 'RESOURCE_EXHAUSTION')
    return findings.add(tooDeep, { message: 'the file is nested too deeply to be read', where })
  if (error.code === 'TAG_RESOLVE_FAILED' || error.code === 'MULTIPLE_TAGS')
    return findings.add(explicitTag, { message: 'a tag changes what this value is', where, help: 'remove the tag' })
  const [message, help] = sentences[error.code] ?? [lowered(error.message), undefined]
  findings.add(yamlSyntax, { message, where, help })
}

const sentences: Partial<Record<ErrorCode, readonly [message: string, help: string]>> = {
  ALIAS_PROPS: ['an alias cannot have a tag or an anchor', 'write the value out'],
  BAD_ALIAS: ['this alias is not complete', 'write the value out; text that begins with `*` or `&` needs quotes'],
  BAD_DQ_ESCAPE: ['this is not an escape that YAML knows', 'write `\\\\` for a backslash, or use single quotes'],
  BAD_INDENT: ['this line is not indented as its neighbours are', 'align it with the lines it belongs to'],
  BAD_SCALAR_START: ['text cannot begin with this character', 'put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a map begins in the middle of a line', 'put the value on a line of its own, or in quotes'],
  BLOCK_IN_FLOW: ['a block cannot stand inside brackets', 'close the bracket first, or write it all in brackets'],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters', 'shorten the key'],
  MISSING_CHAR: ['a quote, a bracket or a space is missing', 'close what was opened; put a space after `:` and `-`'],
  MULTILINE_IMPLICIT_KEY: ['a key goes over several lines', 'is the colon missing in the line before?'],
  NON_STRING_KEY: ['a key must be text', 'a list or a map cannot be a key; text with brackets needs quotes'],
  TAB_AS_INDENT: ['a tab is used for indentation', 'indent with spaces'],
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
