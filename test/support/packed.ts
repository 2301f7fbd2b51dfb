import { padded } from '../../worker/evaluate/frame.ts'

type Header = Record<string, unknown>

/** The same snapshot with another header; its columns stay as they are. */
export function withHeader(bytes: Uint8Array, change: (header: Header) => unknown): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as Header
  const changed = change(header)
  const text = Buffer.from(JSON.stringify(changed === undefined ? header : changed))
  const start = padded(8 + text.length)
  const body = bytes.subarray(padded(8 + length))
  const whole = new Uint8Array(start + body.length)
  whole.set(bytes.subarray(0, 4))
  new DataView(whole.buffer).setUint32(4, text.length, true)
  whole.set(text, 8)
  whole.set(body, start)
  return whole
}

/** The same snapshot in whose header the thing at a path, such as `shapes.1.off`, is another. */
export function withHeaderAt(bytes: Uint8Array, path: string, value: unknown): Uint8Array {
  return withHeader(bytes, (header) => {
    const steps = path.split('.')
    const last = steps.pop()!
    let at = header
    for (const step of steps) at = at[step] as Header
    at[last] = value
  })
}
