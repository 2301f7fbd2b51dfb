import type { Path } from './source.ts'

/** The steps of a JSON pointer into `value`: where a list stands there, a step is an index. */
export function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = []
  let parent = value
  for (const part of pointer.split('/').slice(1)) {
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(parent) ? Number(step) : step)
    parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, step) : undefined
  }
  return path
}
