/** The first flags: text by path. `schema` is where flags.schema.json is, as seen from the flag repository's folder. */
export function flagFiles(schema: string): Readonly<Record<string, string>> {
  const modeline = `# yaml-language-server: $schema=../../${schema}`
  return {
    'flags/environments.yaml': environments,
    'flags/people.yaml': people,
    'flags/checkout/new-checkout.yaml': `${modeline}\n${newCheckout}`,
    'flags/checkout/express-pay.yaml': `${modeline}\n${expressPay}`,
    'flags/README.md': readme,
  }
}

const environments = `# The places flags are answered in, in the order of promotion.
environments:
  development: {}
  staging: {}
  production: { protected: true }
`

const people = `# Known users: the key is what your application sends as targetingKey.
users:
  alice: { name: Alice Janssen }
  bob: { name: Bob de Wit }

groups:
  beta-testers:
    description: Signed up for early access
    members: [alice]
`

const newCheckout = `flags:
  new-checkout:
    description: The one-page checkout
    owner: checkout
    client: true
    assignments:
      development: everyone
      production:
        - user: bob
          serve: off
          reason: Support cases reproduce on the old page
        - group: beta-testers
`

const expressPay = `flags:
  express-pay:
    description: Which express button the new checkout shows
    owner: checkout
    type: string
    variants: { none: none, wallet: wallet, bank: bank-app }
    off: none
    client: true
    dependsOn: [{ flag: checkout-api }, { flag: new-checkout }]
    assignments:
      development: [{ everyone: true, serve: wallet }]
      production: [{ group: beta-testers, serve: bank }]

  checkout-api:
    description: The service behind the new checkout
    owner: checkout
    client: true
    assignments:
      development: everyone
      production: everyone
`

const readme = `# Flags

Each file is a map of sections: \`environments\`, \`users\`, \`groups\`, \`flags\`, \`assignments\`. One flag a file is easiest
to review. An editor with YAML support completes and checks while you type.

| I want to | I run |
| --- | --- |
| check every file | \`npx halyard validate\` |
| see it work while I edit | \`npx halyard dev\` |
| know what a user gets, and why | \`npx halyard evaluate new-checkout --env production --user alice --explain\` |
| bring the database to the commit at HEAD | \`npx halyard sync\` |
| know who changed a flag | \`npx halyard audit new-checkout\` |
| make a key for an application | \`npx halyard keys new production --kind server\` |
`
