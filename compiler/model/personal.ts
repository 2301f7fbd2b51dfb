/** Is a text an e-mail address? */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)
}

/** Is a text, by its looks, an e-mail address or an international phone number? Digits alone are an identifier like others. */
export function looksPersonal(text: string): boolean {
  return isEmail(text) || /^(?:\+|00)[1-9][\d ().-]{6,18}\d$/.test(text)
}

/** As much of a text as may be shown: `a…@…`, `+3…`. */
export function masked(text: string): string {
  const [first = '', second = ''] = text
  return isEmail(text) ? `${first}…@…` : `${first}${second}…`
}
