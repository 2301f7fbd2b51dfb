const hosts: Readonly<Record<string, { readonly folders: RegExp; readonly below: string }>> = {
  'github.com': { folders: /^[\w.-]+\/[\w.-]+$/, below: 'blob' },
  'gitlab.com': { folders: /^[\w.-]+(?:\/[\w.-]+)+$/, below: '-/blob' },
}

const forms = [
  /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/i,
  /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+?)(?:\.git)?\/?$/,
]

/**
 * Where a line of a file can be looked at, with {revision}, {path} and {line} to fill in; undefined for a remote whose web
 * pages nobody knows. Names and passwords in the address stay behind.
 */
export function webLink(remote: string): string | undefined {
  for (const form of forms) {
    const [, host = '', path = ''] = form.exec(remote.trim()) ?? []
    const web = Object.hasOwn(hosts, host.toLowerCase()) ? hosts[host.toLowerCase()] : undefined
    if (web?.folders.test(path) && !path.split('/').some((part) => /^\.+$/.test(part)))
      return `https://${host.toLowerCase()}/${path}/${web.below}/{revision}/{path}#L{line}`
  }
  return undefined
}
