/** The version of the pointer and of these names: readers and writers of different versions never meet. */
export const schemaVersion = 1

/** What all names of this version begin with. */
export const storePrefix = `s${schemaVersion}/`

/** Where the pointer of an environment stands. */
export function pointerName(environment: string): string {
  return `${prefixOf(environment)}current`
}

const pointer = new RegExp(`^${storePrefix}([^/]+)/current$`)

/** Whose pointer stands under this name; undefined for the name of anything else. */
export function environmentOfPointer(name: string): string | undefined {
  return pointer.exec(name)?.[1]
}

/** Where a blob of an environment stands: a snapshot or a board. */
export function blobName(environment: string, sha256: string): string {
  return `${prefixOf(environment)}${sha256}`
}

/** Where those stand who are about to write the pointer of an environment, each under a name of its own. */
export function claimsPrefix(environment: string): string {
  return `${prefixOf(environment)}claims/`
}

/** What the names of everything of an environment begin with. */
export function prefixOf(environment: string): string {
  return `${storePrefix}${environment}/`
}
