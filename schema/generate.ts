import { readFile, writeFile, readdir } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

// Writes types.ts from the JSON Schemas and rows.ts from the SQL; with --check, fails when one of them is stale.

const here = new URL('./', import.meta.url)
const check = process.argv.includes('--check')

async function contractTypes(): Promise<string> {
  const parts = await Promise.all(
    [
      'input/flags.schema.json',
      'input/tests.schema.json',
      'snapshot.schema.json',
      'plan.schema.json',
      'pointer.schema.json',
      'board.schema.json',
    ].map(async (name) => {
      const schema = JSON.parse(await readFile(new URL(name, here), 'utf8')) as JSONSchema
      return compile(schema, schema.title ?? name, {
        bannerComment: '',
        additionalProperties: false,
        format: false,
        ignoreMinAndMaxItems: true,
      })
    }),
  )
  return parts.join('\n')
}

const typescript: Record<string, string> = {
  bigint: 'string',
  xid8: 'string',
  uuid: 'string',
  text: 'string',
  integer: 'number',
  boolean: 'boolean',
  jsonb: 'unknown',
  ARRAY: 'string[]',
  'timestamp with time zone': 'Date',
}

interface Column {
  table_name: string
  column_name: string
  data_type: string
  is_nullable: string
}

async function rowTypes(): Promise<string> {
  const database = await PGlite.create()
  const folder = new URL('database/', here)
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort())
    await database.exec(await readFile(new URL(name, folder), 'utf8'))
  const { rows } = await database.query<Column>(
    `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`,
  )
  await database.close()
  return [...Map.groupBy(rows, (row) => row.table_name)].map(([table, columns]) => rowType(table, columns)).join('\n')
}

function rowType(table: string, columns: Column[]): string {
  const name = table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
  const fields = columns.map((column) => {
    const type = typescript[column.data_type]
    if (!type) throw new Error(`no TypeScript type for ${column.data_type} of ${table}.${column.column_name}`)
    return `  ${column.column_name}: ${type}${column.is_nullable === 'YES' ? ' | null' : ''}`
  })
  return `/** A row of ${table}; bigint arrives as text. */\nexport interface ${name}Row {\n${fields.join('\n')}\n}\n`
}

async function emit(name: string, source: string, body: string): Promise<void> {
  const text = `// Generated from ${source} by \`npm run generate\`. Do not edit.\n\n${body}`
  const file = new URL(name, here)
  const old = await readFile(file, 'utf8').catch(() => '')
  if (old === text) return
  if (check) {
    console.error(`schema/${name} is stale: run \`npm run generate\``)
    process.exitCode = 1
  } else await writeFile(file, text)
}

await emit('types.ts', 'the JSON Schemas in schema/', await contractTypes())
await emit('rows.ts', 'schema/database', await rowTypes())
