/** A page or an asset of the Worker, and the file of the site that it becomes. */
export type Names = ReadonlyMap<string, string>

// The Worker writes these attributes so, and escapes every quote in a text.
const link = /(?<=\s(?:href|src)=")\/[^"]*(?=")/g

/** Every address of the Worker that a page leads to, without its fragment. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(link)].map(([address]) => withoutFragment(unescaped(address)))
}

/**
 * The same page with links from its own file to the files of the others, so that it works under any path, and from a disk.
 * @param file of the page itself, with `/` between its folders
 */
export function relinked(html: string, file: string, names: Names): string {
  const up = '../'.repeat(file.split('/').length - 1)
  return html.replace(link, (written) => {
    const address = unescaped(written)
    const name = names.get(withoutFragment(address))
    return name === undefined ? written : escaped(`${up}${name}${address.slice(withoutFragment(address).length)}`)
  })
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '')
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;')
}
