import type { Thread } from '../../forge/forge.ts'

export type Stuck = 'created' | 'updated' | 'unchanged' | 'left out'

/**
 * Makes the one comment that begins with the marker, and was written by us, say this. Somebody else's comment is never
 * touched, whatever it begins with.
 * @param worthNew false: only to be said where there is such a comment already
 */
export async function stick(thread: Thread, marker: string, body: string, worthNew: boolean): Promise<Stuck> {
  for await (const comment of thread.comments()) {
    if (!comment.isOwn || !comment.body.startsWith(marker)) continue
    if (normal(comment.body) === normal(body)) return 'unchanged'
    await thread.update(comment.id, body)
    return 'updated'
  }
  if (!worthNew) return 'left out'
  await thread.create(body)
  return 'created'
}

/** Forges store line ends and what stands at the end as they like. */
function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd()
}
