import { raw } from 'hono/html'
import { marks } from '../../graph/marks.ts'

/** The shape of a state. Words stand beside it, so it is hidden from those who hear the page. */
export function Mark({ name }: { readonly name: string }) {
  return (
    <svg class="mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path fill-rule="evenodd" d={marks.get(name) ?? ''} />
    </svg>
  )
}

/** The flag of the house. */
export function Logo() {
  return (
    <svg class="logo" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      {raw(
        '<path d="M4 1.5v17M4 3h11.5l-3 3.75 3 3.75H4" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>',
      )}
    </svg>
  )
}
