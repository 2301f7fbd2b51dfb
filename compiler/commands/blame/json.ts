import { instantInWords } from '../../model/instant-words.ts'
import type { Author, Authored } from './authored.ts'

/** What a flag says and who is behind it, for machines: every field by itself. */
export function blameJson(flag: string, revision: string, all: readonly Authored[]): unknown {
  const fields = all.map(({ line: { label, part, fields: names, value, isWritten }, author }) => ({
    label,
    part,
    fields: names,
    value,
    written: isWritten,
    author: author ? authorJson(author) : null,
  }))
  return { flag, revision, fields }
}

export function removedJson(flag: string, revision: string, author: Author): unknown {
  return { flag, revision, removed: authorJson(author) }
}

function authorJson({ authoredAt, committedAt, landed, ...rest }: Author): unknown {
  return {
    ...rest,
    authoredAt: instantInWords(authoredAt),
    committedAt: instantInWords(committedAt),
    landed: landed ?? null,
  }
}
