/** At most so many characters; what was cut off shows as `…`. Never cuts a character in two. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const characters = Array.from(text)
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text
}
