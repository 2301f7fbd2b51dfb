/**
 * A shape for each state, 16 by 16 pixels, told apart without their colours: as paths, filled by the rule `evenodd`. The
 * page and the picture of the graph draw the same.
 */
export const marks: ReadonlyMap<string, string> = new Map([
  ['on', 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2'],
  ['off', 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 4a4 4 0 1 1 0 8A4 4 0 1 1 8 4'],
  ['partly', 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 4v8A4 4 0 0 0 8 4'],
  [
    'scheduled',
    'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 4a4 4 0 1 1 0 8A4 4 0 1 1 8 4M7.2 5h1.6v2.7l2.1 1.6-1 1.3L7.2 8.5z',
  ],
  ['expired', 'M3.6 2.2 8 6.6l4.4-4.4 1.4 1.4L9.4 8l4.4 4.4-1.4 1.4L8 9.4l-4.4 4.4-1.4-1.4L6.6 8 2.2 3.6z'],
  ['blocked', 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M4.5 7h7v2h-7z'],
  ['error', 'M8 1.5 15 14H1zM7.2 6v4h1.6V6zM7.2 11v1.6h1.6V11z'],
])
