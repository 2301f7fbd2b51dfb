import type { Flag } from '../model/model.ts'

const schema = 'https://raw.githubusercontent.com/open-feature/cli/refs/heads/main/schema/v0/flag-manifest.json'

/**
 * The manifest that the OpenFeature command line generates code from: each flag's type, and as its default what it is when
 * it is off. Values are spelled as the edge spells them.
 *
 * @param flags sorted by key
 */
export function manifestOf(flags: readonly Flag[]): string {
  const entries = flags.map((flag) => `    ${JSON.stringify(flag.key)}: ${entry(flag)}`)
  const body = entries.length > 0 ? `{\n${entries.join(',\n')}\n  }` : '{}'
  return `{\n  "$schema": ${JSON.stringify(schema)},\n  "flags": ${body}\n}\n`
}

function entry({ type, variants, off, declared }: Flag): string {
  const json = variants.find(({ name }) => name === off)!.json
  const value = type === 'object' ? JSON.stringify(JSON.parse(json), null, 2).replaceAll('\n', '\n      ') : json
  const { description } = declared.value
  const fields = [
    `"flagType": ${JSON.stringify(type)}`,
    `"defaultValue": ${value}`,
    ...(description === undefined ? [] : [`"description": ${JSON.stringify(description)}`]),
  ]
  return `{\n${fields.map((field) => `      ${field}`).join(',\n')}\n    }`
}
