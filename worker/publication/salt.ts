/** Where the user salt of an environment is looked for, first its own, then that of all. */
export function saltNames(environment: string): [own: string, shared: string] {
  return [`HALYARD_SALT_${environment.toUpperCase().replace(/[.-]/g, '_')}`, 'HALYARD_SALT']
}

/**
 * The user salts that stand for an environment, the one to hash with first. More than one, behind commas or under both
 * names, is for the time in which one takes the place of another: what is published still needs the old one.
 *
 * @param given variables of a process, or the bindings of a Worker; whatever is no text or empty counts as absent
 */
export function saltsOf(environment: string, given: object): string[] {
  return saltNames(environment).flatMap((name) => {
    const text = Object.hasOwn(given, name) ? (given as Readonly<Record<string, unknown>>)[name] : undefined
    return typeof text === 'string' ? text.split(',').flatMap((salt) => (salt.trim() ? [salt.trim()] : [])) : []
  })
}
