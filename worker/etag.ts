/** Weak comparison with an If-None-Match header: lists, `*`, and tags that lost their quotes or gained a `W/` on the way. */
export function matches(header: string | null, tag: string): boolean {
  if (header === null) return false
  const wanted = bare(tag)
  return header.split(',').some((candidate) => candidate.trim() === '*' || bare(candidate) === wanted)
}

function bare(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1')
}
