import type { FieldsOf } from '../model/row-fields.ts'
import type { Table } from '../model/rows.ts'
import type { Place } from '../source/source.ts'

/** Adds a wanted row. */
export type Put = <T extends Table>(table: T, key: readonly string[], fields: FieldsOf[T], because: Place) => void
