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

# What your application sends about a user besides the targetingKey. A condition that misspells it is an error.
attributes:
  country: { type: string, enum: [NL, BE, DE, SE], description: Where the bills go }
  appVersion: { type: semver }
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
        # A tenth of all others in these countries whose app can show it. When it grows, nobody who has it loses it. It
        # can grow by itself: rollout: [{ at: 2027-01-11T09:00:00Z, percent: 10 }, { at: 2027-01-18T09:00:00Z, percent: 50 }]
        - when:
            country: [NL, BE]
            appVersion: { semverGreaterThanOrEquals: 2.3.0 }
          rollout: 10
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

  - name: A tenth of the newer apps in the Netherlands and Belgium gets it
    flag: new-checkout
    user: somebody-else
    context: { country: NL, appVersion: 2.3.0 }
    cases: # a bucket is the place in the rollout, from 0 up to 100
      - { bucket: 9.999, expect: { variant: on, reason: SPLIT } }
      - { bucket: 9.999, context: { country: BE }, expect: on }
      - { bucket: 10, expect: off }
      - { bucket: 0, context: { country: SE }, expect: off }
      - { bucket: 0, context: { appVersion: 2.2.9 }, expect: off }

  - name: Express buttons come with the new checkout
    flag: express-pay
    cases:
      - { user: alice, expect: { variant: bank, value: bank-app } }
      - { user: bob, expect: { value: none, blockedBy: new-checkout } }
      - user: somebody-else
        context: { country: NL, appVersion: 2.3.0 }
        bucket: 0
        expect: { value: none, reason: DEFAULT }

  - name: Developers have everything
    environment: development
    cases:
      - { flag: new-checkout, expect: on }
      - { flag: checkout-api, expect: on }
      - { flag: express-pay, expect: { value: wallet } }
`

const readme = `# Flags

Each file is a map of sections: \`environments\`, \`users\`, \`groups\`, \`attributes\`, \`flags\`, \`assignments\`. One flag a
file is easiest to review. What they must answer stands in \`*.test.yaml\` beside them. An editor with YAML support completes and
checks while you type.

| I want to | I run |
| --- | --- |
| check every file | \`npx halyard validate\` |
| ask them what their tests ask | \`npx halyard test\` |
| see it work while I edit | \`npx halyard dev\` |
| know what a user gets, and why | \`npx halyard explain new-checkout --env production --user alice\` |
| know how many get it | \`npx halyard assess new-checkout --env production --context '{"country": "NL", "appVersion": "2.3.0"}'\` |
| bring the database to the commit at HEAD | \`npx halyard sync\` |
| know who changed a flag | \`npx halyard audit new-checkout\` |
| make a key for an application | \`npx halyard keys new production --kind server\` |
`
