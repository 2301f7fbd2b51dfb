import { isMap } from '../source/map.ts'
import type { Path } from '../source/source.ts'
import { isReserved } from './keys.ts'

/** A key that would lead into the insides of JavaScript: no variant may have such a name, and `__proto__` may stand nowhere. */
export function harmfulKey(value: unknown): Path | undefined {
  const variants = isMap(value) && isMap(value['variants']) ? Object.keys(value['variants']) : []
  const name = variants.find(isReserved)
  return name === undefined ? pathToProto(value)?.toReversed() : ['variants', name]
}

/** From the inside out. */
function pathToProto(value: unknown): (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const isList = Array.isArray(value)
  for (const key of Object.keys(value)) {
    if (key === '__proto__') return [key]
    const found = pathToProto(Reflect.get(value, key))
    if (found) return [...found, isList ? Number(key) : key]
  }
  return undefined
}
