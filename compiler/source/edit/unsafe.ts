/** A text that cannot be read as plain YAML, or cannot be made to say something with certainty. */
export class Unsafe extends Error {}
