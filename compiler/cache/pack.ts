/** The values of documents, by the SHA-256 of the text they were parsed from (64 hex digits). */
export type Values = ReadonlyMap<string, unknown>

const digits = 64

/** Two lines: the keys, one after the other, and one JSON text of all values, which is read faster than many small ones. */
export function pack(values: Values): Buffer {
  return Buffer.from(`${[...values.keys()].join('')}\n${JSON.stringify([...values.values()])}`)
}

/** @throws SyntaxError or RangeError for bytes that `pack` did not write */
export function unpack(body: Buffer): Map<string, unknown> {
  const end = body.indexOf(10)
  const keys = body.toString('latin1', 0, end)
  const values = JSON.parse(body.toString('utf8', end + 1)) as unknown[]
  if (end !== values.length * digits) throw new RangeError(`${end} digits for ${values.length} values`)
  return new Map(values.map((value, index) => [keys.slice(index * digits, (index + 1) * digits), value]))
}
