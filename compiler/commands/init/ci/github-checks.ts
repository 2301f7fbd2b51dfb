import { settings } from '../../../edge/cloudflare.ts'
import { type Folders, yamlPath } from './folders.ts'
import { findings, halyard, install } from './github-steps.ts'

/**
 * The workflow of GitHub for pull requests and the main branch. What a pull request brings is data to it: Halyard comes from
 * the base, there are no secrets, and the token may only read.
 */
export function checks(folders: Folders): string {
  return `name: flags
on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

# Actions are named by version; to be sure of what they are, name them by commit: uses: actions/checkout@SHA.
jobs:
${pullRequest(folders)}
${main(folders)}
${codeScanning}
${sync(folders)}`
}

function pullRequest(folders: Folders): string {
  return `  # Halyard comes from the base, and what the pull request brings is only read: nothing of it is run, whoever opened it.
  pull-request:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    env:
      BASE: \${{ github.event.pull_request.base.sha }}
      HEAD: \${{ github.event.pull_request.head.sha }}
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.base.sha }}
          path: base
          persist-credentials: false
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
          path: head
          fetch-depth: 0 # the plan names the authors, so the history is needed
          persist-credentials: false
${install(folders, 'base/')}      - name: Forget what the pull request may say about earlier runs
        working-directory: head
        run: rm -rf .halyard
${halyard(folders, 'validate --format github', 'Check every file', 'head/')}${halyard(folders, 'test', 'Ask the flags what their tests ask', 'head/')}      - name: Say whom it affects
        working-directory: ${yamlPath(`head/${folders.flags}`)}
        run: |
          "$HALYARD" plan --base "$BASE" --head "$HEAD" --format markdown >> "$GITHUB_STEP_SUMMARY" || test $? -eq 4
          "$HALYARD" plan --base "$BASE" --head "$HEAD" --format github --out "$RUNNER_TEMP/plan.json"
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with: { name: halyard-plan, path: "\${{ runner.temp }}/plan.json" } # flags-comment.yml comments on it
${findings(folders, 'head/')}`
}

function main(folders: Folders): string {
  return `  main:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
${install(folders)}${halyard(folders, 'validate --format github', 'Check every file')}${halyard(folders, 'test', 'Ask the flags what their tests ask')}${findings(folders)}`
}

const codeScanning = `  # May write to code scanning, and runs nothing but GitHub's own actions.
  code-scanning:
    if: \${{ !cancelled() }}
    needs: [pull-request, main]
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
      actions: read
      security-events: write
    steps:
      - uses: actions/download-artifact@v4
        with: { name: halyard-sarif, path: sarif }
      - uses: github/codeql-action/upload-sarif@v3
        continue-on-error: true # not every private repository has code scanning
        with: { sarif_file: sarif/halyard.sarif, category: halyard }
`

function sync(folders: Folders): string {
  return `  sync:
    if: github.event_name == 'push'
    needs: main
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: production
    # One sync at a time, and none is cut off half-way. Runs may be skipped: a sync brings all there is since the last one.
    concurrency: { group: halyard-sync, cancel-in-progress: false }
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the audit log names the authors, so the history is needed
          persist-credentials: false
${install(folders)}      - name: Is there a database?
        env: { DATABASE_URL: "\${{ secrets.DATABASE_URL }}" }
        run: test -n "$DATABASE_URL" || { echo "::error::the secret DATABASE_URL is not set"; exit 1; }
${halyard(folders, 'sync', 'Bring the database to this commit')}        env: { DATABASE_URL: "\${{ secrets.DATABASE_URL }}" }
${halyard(folders, 'build --out snapshots', 'Build the snapshots')}        env: { HALYARD_SALT: "\${{ secrets.HALYARD_SALT }}" } # if it is set, users are hashed
      - uses: actions/upload-artifact@v4
        with: { name: snapshots, path: ${yamlPath(`${folders.flags}snapshots`)} }
${publication(folders)}`
}

/** The secrets that publishing needs; without a token nothing is published, and the log says how. */
function publication({ flags }: Folders): string {
  const edge = settings.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join('')
  return `      - name: Publish the snapshots
        working-directory: ${yamlPath(flags)}
        run: |
          if test -n "$CLOUDFLARE_API_TOKEN"; then
            "$HALYARD" publish --all --snapshots snapshots
          else
            echo "::notice::nothing is published: set the secrets ${settings.join(', ')}"
          fi
        env:
${edge}      - name: Show what git, the database and the edge hold
        working-directory: ${yamlPath(flags)}
        # 3: they differ, as they may where hands have changed the database
        run: |
          "$HALYARD" status || test $? -eq 3
        env:
          DATABASE_URL: \${{ secrets.DATABASE_URL }}
          HALYARD_SALT: \${{ secrets.HALYARD_SALT }}
${edge}`
}
