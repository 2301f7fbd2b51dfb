const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u
const none = /[\p{Mn}\p{Me}]/u

/** How many columns of a terminal one character takes. */
function width(character: string): 0 | 1 | 2 {
  if (character >= ' ' && character <= '~') return 1
  return none.test(character) ? 0 : wide.test(character) ? 2 : 1
}

export function widthOf(text: string): number {
  let total = 0
  for (const character of text) total += width(character)
  return total
}
