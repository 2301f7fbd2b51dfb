import type { Folders } from './folders.ts'
import { halyard, install } from './github-steps.ts'

/**
 * The workflow of GitHub that comments. It may write, so it runs only what the main branch holds, and takes nothing from the
 * run before it but a plan, which Halyard treats as hostile.
 */
export function commenting(folders: Folders): string {
  return `name: flags comment
on:
  workflow_run:
    workflows: [flags]
    types: [completed]

permissions: {}

jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read # this repository, to install Halyard
      actions: read # the plan that the other run has kept
      pull-requests: write # the comment
    concurrency: { group: "halyard-comment-\${{ github.event.workflow_run.head_sha }}", cancel-in-progress: false }
    steps:
      # The main branch, never the pull request: this job may write.
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
${install(folders)}${halyard(folders, 'comment', 'Say whom it affects')}        env:
          GITHUB_TOKEN: \${{ github.token }}
`
}
