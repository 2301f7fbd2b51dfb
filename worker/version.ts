/** This release of Halyard, as package.json has it, which a test holds: what is bundled for the edge has no file to read. */
export const version = '0.1.0'
