/** What `halyard init` writes: text by path. Everything here compiles, syncs, builds and serves as it stands. */
export const templates: Readonly<Record<string, string>> = {
  'flags/environments.yaml': `# The places flags are answered in, in the order of promotion.
environments:
  development: {}
  staging: {}
  production: { protected: true }
`,
  'flags/people.yaml': `# Known users: the key is what your application sends as targetingKey.
users:
  alice: { name: Alice Janssen }
  bob: { name: Bob de Wit }

groups:
  beta-testers:
    description: Signed up for early access
    members: [alice]
`,
  'flags/checkout/new-checkout.yaml': `# yaml-language-server: $schema=../../node_modules/halyard/dist/schema/input/flags.schema.json
flags:
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
`,
  'flags/checkout/express-pay.yaml': `# yaml-language-server: $schema=../../node_modules/halyard/dist/schema/input/flags.schema.json
flags:
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
`,
  'flags/README.md': `# Flags

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
`,
  '.vscode/settings.json': `{
  "yaml.schemas": {
    "./node_modules/halyard/dist/schema/input/flags.schema.json": ["flags/**/*.yaml", "flags/**/*.yml"]
  }
}
`,
  '.vscode/extensions.json': `{ "recommendations": ["redhat.vscode-yaml"] }
`,
  '.github/workflows/flags.yml': `name: flags
on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm ci
      - run: npx halyard validate --format github

  sync:
    if: github.event_name == 'push'
    needs: validate
    runs-on: ubuntu-latest
    environment: production
    # One sync at a time, and none is cut off half-way.
    concurrency: { group: halyard-sync, cancel-in-progress: false }
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 } # the audit log names the authors, so the history is needed
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm ci
      - run: npx halyard sync
        env:
          DATABASE_URL: \${{ secrets.DATABASE_URL }}
      - run: npx halyard build --out snapshots
      - uses: actions/upload-artifact@v4
        with: { name: snapshots, path: snapshots }
`,
  'wrangler.jsonc': `{
  // The Worker that answers at the edge. Make the namespace with: npx wrangler kv namespace create SNAPSHOTS
  "$schema": "node_modules/wrangler/config-schema.json",
  "name": "flags",
  "main": "node_modules/halyard/dist/worker/index.js",
  "compatibility_date": "2026-10-01",
  "observability": { "enabled": true },
  "kv_namespaces": [{ "binding": "SNAPSHOTS", "id": "00000000000000000000000000000000" }]
}
`,
}

/** Lines that \`.gitignore\` must hold. */
export const ignored: readonly string[] = ['node_modules/', '.halyard/', '.wrangler/']
