/** A component of an iCalendar stream: its properties by name, unescaped where they are TEXT, and what stands inside it. */
export interface Component {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly components: readonly Component[]
}

const texts = new Set(['SUMMARY', 'DESCRIPTION', 'CATEGORIES', 'X-WR-CALNAME'])

/**
 * Reads what RFC 5545 says, and nothing else.
 * @throws Error for what it does not allow: other line ends than CRLF, lines of more than 75 octets, characters cut in two by
 *   a fold, control characters, components that do not end, properties that stand twice
 */
export function readIcs(bytes: Uint8Array): Component {
  const lines: string[] = []
  for (const line of physicalLines(bytes)) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(line)
    // oxlint-disable-next-line no-control-regex -- RFC 5545 allows no control character but the tab
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(text)) throw new Error(`a control character in ${JSON.stringify(text)}`)
    if (text.startsWith(' ')) lines.push(lines.pop() + text.slice(1))
    else lines.push(text)
  }
  const left = lines.values()
  const [, name = ''] = /^BEGIN:(.+)$/.exec(left.next().value ?? '') ?? []
  const component = readComponent(name, left)
  if (left.next().done !== true) throw new Error('something stands behind the end')
  return component
}

function physicalLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x0a && bytes[at - 1] !== 0x0d) throw new Error('a line feed without a carriage return')
    if (bytes[at] !== 0x0d) continue
    if (bytes[at + 1] !== 0x0a) throw new Error('a carriage return without a line feed')
    if (at - start > 75) throw new Error(`a line of ${at - start} octets`)
    lines.push(bytes.subarray(start, at))
    start = at + 2
  }
  if (start !== bytes.length) throw new Error('the last line does not end')
  return lines
}

function readComponent(name: string, lines: Iterator<string>): Component {
  const properties = new Map<string, string>()
  const components: Component[] = []
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    const [, property = '', value = ''] = /^([A-Z-]+):(.*)$/s.exec(next.value) ?? []
    if (property === '') throw new Error(`no property: ${JSON.stringify(next.value)}`)
    if (property === 'END') {
      if (value !== name) throw new Error(`${name} ends as ${value}`)
      return { name, properties, components }
    }
    if (property === 'BEGIN') components.push(readComponent(value, lines))
    else if (properties.has(property)) throw new Error(`${property} stands twice`)
    else properties.set(property, texts.has(property) ? unescaped(value) : value)
  }
  throw new Error(`${name} does not end`)
}

function unescaped(text: string): string {
  if (/^(?:[^\\;,]|\\[\\;,nN])*$/s.test(text))
    return text.replaceAll(/\\(.)/g, (_, character: string) => (/n/i.test(character) ? '\n' : character))
  throw new Error(`not escaped as it should be: ${JSON.stringify(text)}`)
}
