/**
 * The GitHub workflow: findings on the pull request, sync and snapshots after the merge.
 * @param folder from the top of the git repository to the flag repository: empty, or ending in `/`
 */
export function workflow(folder: string): string {
  return `name: flags
on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read
${workingDirectory(folder)}
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm ci # installs what package-lock.json says: \`npm install\` writes it, and it is committed
      - run: npx halyard validate --format github
      - run: npx halyard test

  sync:
    if: github.event_name == 'push'
    needs: validate
    runs-on: ubuntu-latest
    environment: production
    # One sync at a time, and none is cut off half-way.
    concurrency: { group: halyard-sync, cancel-in-progress: false }
    env:
      DATABASE_URL: \${{ secrets.DATABASE_URL }}
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 } # the audit log names the authors, so the history is needed
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm ci
      - name: Is there a database?
        run: test -n "$DATABASE_URL" || { echo "::error::the secret DATABASE_URL is not set"; exit 1; }
      - run: npx halyard sync
      - run: npx halyard build --out snapshots
      - uses: actions/upload-artifact@v4
        with: { name: snapshots, path: ${JSON.stringify(`${folder}snapshots`)} }
`
}

function workingDirectory(folder: string): string {
  if (folder === '') return ''
  return `
defaults:
  run: { working-directory: ${JSON.stringify(folder)} }
`
}
