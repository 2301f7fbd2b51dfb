type Level = 'info' | 'warn' | 'error'

/** Text and numbers under names of OpenTelemetry; a field that is undefined is left out. */
export type Fields = Readonly<Record<string, string | number | undefined>>

/** One event on the console: an object, whose fields Workers Logs and Logpush keep apart. */
export function log(level: Level, message: string, fields: Fields): void {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  const event = { level, message, ...Object.fromEntries(known) }
  if (level === 'error') console.error(event)
  else if (level === 'warn') console.warn(event)
  else console.log(event)
}
