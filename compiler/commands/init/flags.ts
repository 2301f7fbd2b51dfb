/** The first flags and their tests: text by path. `schemas` is the folder of the JSON Schemas, as seen from the flag repository's. */
export function flagFiles(schemas: string): Readonly<Record<string, string>> {
  const modeline = (name: string) => `# yaml-language-server: $schema=../../${schemas}/${name}.schema.json`
  return {
    'flags/environments.yaml': environments,
    'flags/people.yaml': people,
    'flags/checkout/new-checkout.yaml': `${modeline('flags')}\n${newCheckout}`,
    'flags/checkout/express-pay.yaml': `${modeline('flags')}\n${expressPay}`,
    'flags/checkout/checkout.test.yaml': `${modeline('tests')}\n${checkoutTests}`,
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

const checkoutTests = `# What the flags beside this file must answer: \`npx halyard test\` asks them.
defaults: { environment: production }
tests:
  - name: Beta testers get the new checkout, but not Bob
    flag: new-checkout
    cases:
      - { user: alice, expect: on }
      - { user: bob, expect: { variant: off, reason: TARGETING_MATCH } }
      - { user: somebody-else, expect: { variant: off, reason: DEFAULT } }

  - name: Express buttons come with the new checkout
    flag: express-pay
    cases:
      - { user: alice, expect: { variant: bank, value: bank-app } }
      - { user: bob, expect: { value: none, blockedBy: new-checkout } }

  - name: Developers have everything
    environment: development
    cases:
      - { flag: new-checkout, expect: on }
      - { flag: checkout-api, expect: on }
      - { flag: express-pay, expect: { value: wallet } }
`

const readme = `# Flags

Each file is a map of sections: \`environments\`, \`users\`, \`groups\`, \`flags\`, \`assignments\`. One flag a file is easiest
to review. What they must answer stands in \`*.test.yaml\` beside them. An editor with YAML support completes and
checks while you type.

| I want to | I run |
| --- | --- |
| check every file | \`npx halyard validate\` |
| ask them what their tests ask | \`npx halyard test\` |
| see it work while I edit | \`npx halyard dev\` |
| know what a user gets, and why | \`npx halyard explain new-checkout --env production --user alice\` |
| bring the database to the commit at HEAD | \`npx halyard sync\` |
| know who changed a flag | \`npx halyard audit new-checkout\` |
| make a key for an application | \`npx halyard keys new production --kind server\` |
`
