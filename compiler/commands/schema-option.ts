/** For every command that opens the store. */
export const schemaOption = {
  type: 'string',
  value: 'NAME',
  summary: 'the schema of the database that holds the tables (or HALYARD_SCHEMA)',
} as const
