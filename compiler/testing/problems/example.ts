/** What the flag tests of the examples are about. */
export const flags = `environments: { staging: {}, production: {} }
users: { alice: {} }
attributes: { country: { type: string } }
flags:
  banner:
    description: The banner above the search
    owner: web
    expires: 2027-03-31T00:00:00Z
    assignments: { production: [{ user: alice }] }
`
