import type { Pointer, Publication } from '../../../schema/types.ts'
import { counted } from '../../diagnostics/prose.ts'
import { instantInWords } from '../../model/instant-words.ts'
import { visible } from '../../source/characters.ts'
import { columns } from '../columns.ts'

/** What is served and what was, for people: the newest first. */
export function historyTable({ served, history, seq, held }: Pointer): string {
  const rows = [served, ...history].map((one) => [
    one === served ? '→' : ' ',
    one.sha256.slice(0, 12),
    shortRevision(one.revision),
    counted(one.flags, 'flag'),
    counted(one.bytes, 'byte'),
    `first published ${instantInWords(one.at)}`,
  ])
  return `${columns(rows, 200)}seq ${seq}${held ? `, ${heldInWords(held)}` : ''}\n`
}

/** `held since …: why`. */
export function heldInWords({ since, reason }: NonNullable<Pointer['held']>): string {
  return `held since ${instantInWords(since)}: ${visible(reason)}`
}

/** `3f2a91c4d0e1 (commit a1b2c3d)`. */
export function publicationInWords({ sha256, revision }: Publication): string {
  return `${sha256.slice(0, 12)} (${shortRevision(revision)})`
}

/** A commit by seven digits; anything else as it is. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 7) : visible(revision)
}
