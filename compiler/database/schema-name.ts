import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'

/** Where a name of a schema may come from, the strongest first. */
interface Sources {
  /** `--schema`. */
  readonly option?: string | undefined
  /** `?schema=` of the address. */
  readonly address?: string | undefined
  /** `HALYARD_SCHEMA`. */
  readonly variable?: string | undefined
}

/**
 * The schema of the database that shall hold the tables; undefined leaves it to the role's own `search_path`. An empty
 * variable says nothing.
 * @throws Failure when Postgres could not have, or would not find, a schema of that name
 */
export function chooseSchema({ option, address, variable }: Sources): string | undefined {
  if (option !== undefined) return checked(option, '`--schema`')
  if (address !== undefined) return checked(address, '`schema` of DATABASE_URL')
  return variable ? checked(variable, 'HALYARD_SCHEMA') : undefined
}

/** A name as SQL takes it, whatever is in it. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Looks names up in this schema alone, until the transaction ends; a pooler hands sessions on, settings and all. */
export function lookInside(schema: string): string {
  return `SET LOCAL search_path = ${quoteIdentifier(schema)}, pg_temp`
}

/** The name of a store, for people, with the schema when one was asked for. */
export function withSchema(name: string, schema: string | undefined): string {
  return schema === undefined ? visible(name) : `${visible(name)} (schema ${visible(schema)})`
}

/** What Postgres itself keeps in a name: longer ones are cut without a word, and then two could be one. */
const longest = 63

function checked(name: string, source: string): string {
  const problem = problemOf(name)
  if (problem === undefined) return name
  throw new Failure(`${source} cannot be "${visible(name)}": ${problem}`, {
    help: 'name a schema that holds nothing but these tables, such as `halyard`',
  })
}

function problemOf(name: string): string | undefined {
  if (name === '') return 'a schema needs a name'
  if (Buffer.byteLength(name) > longest) return `names have at most ${longest} bytes in Postgres`
  if (name.startsWith('pg_')) return 'names that begin with pg_ belong to Postgres'
  if (name === 'information_schema') return 'that schema belongs to Postgres'
  if (name === '$user') return 'in a search_path it stands for the name of the user'
  return visible(name) === name ? undefined : 'it has characters that cannot be seen'
}
