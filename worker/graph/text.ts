const most = 32

/** A text short enough for a box: the beginning and the end tell keys apart. */
export function shortened(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= most) return text
  return `${characters.slice(0, most / 2).join('')}…${characters.slice(1 - most / 2).join('')}`
}

// What XML cannot hold, not even escaped.
// oxlint-disable-next-line no-control-regex
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text as SVG and HTML have it, inside elements and attributes. */
export function escaped(text: string): string {
  return text
    .replace(unspeakable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
