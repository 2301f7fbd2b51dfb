import { settings } from '../../../edge/cloudflare.ts'
import { type Folders, shellPath } from './folders.ts'

/** Where the jobs stand, from the top of the git repository. */
export const gitlabJobs = '.gitlab/flags.yml'

/** What GitLab looks for; a file that is there already only needs these lines. */
export const gitlabEntry = `include:
  - local: ${gitlabJobs}
`

/**
 * The jobs of GitLab for merge requests and the default branch. Halyard comes from where the merge request parted from its
 * target; what it brings is data.
 */
export function gitlabChecks({ flags, packages }: Folders): string {
  const inFlags = flags === '' ? '' : `    - cd ${shellPath(flags)}\n`
  return `# \`.gitlab-ci.yml\` includes this file. DATABASE_URL, and what publishing needs, are CI/CD variables: masked, protected, of the environment production.
.flags:
  image: node:24
  variables:
    GIT_DEPTH: "0" # plan and audit log name the authors, so the history is needed

# Halyard comes from the base, and what the merge request brings is only read.
.flags-of-merge-request:
  extends: .flags
  before_script:
    - base=$(mktemp -d)/base
    - git worktree add --detach "$base" "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    - (cd "$base"/${shellPath(packages)} && npm ci --ignore-scripts)
    - halyard="$base"/${shellPath(packages)}/node_modules/.bin/halyard
    - head=\${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-$CI_COMMIT_SHA}
    - rm -rf .halyard
${inFlags}
flags-check:
  extends: .flags-of-merge-request
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - |
      "$halyard" validate --format gitlab > "$CI_PROJECT_DIR/gl-code-quality-report.json" || { "$halyard" validate; exit 1; }
    - |
      "$halyard" test
    - |
      "$halyard" plan --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --head "$head" --out "$CI_PROJECT_DIR/halyard-plan.json"
  artifacts:
    when: always
    paths: [halyard-plan.json]
    reports:
      codequality: gl-code-quality-report.json

# Only where there is a token: a project access token with the scope api and the role Reporter, as a masked variable.
flags-comment:
  extends: .flags-of-merge-request
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $HALYARD_GITLAB_TOKEN
  needs: [flags-check]
  script:
    - |
      "$halyard" comment --plan-file "$CI_PROJECT_DIR/halyard-plan.json"

flags-sync:
  extends: .flags
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  environment: production
  # One sync at a time, and none is cut off half-way.
  resource_group: halyard-sync
  interruptible: false
  script:
    - (cd ${shellPath(packages)} && npm ci --ignore-scripts)
    - halyard="$CI_PROJECT_DIR"/${shellPath(packages)}/node_modules/.bin/halyard
${inFlags}    - |
      "$halyard" validate
    - |
      "$halyard" test
    - test -n "$DATABASE_URL" || { echo "the variable DATABASE_URL is not set"; exit 1; }
    - |
      "$halyard" sync
    - |
      "$halyard" build --out snapshots
    - |
      if test -n "$CLOUDFLARE_API_TOKEN"; then "$halyard" publish --all --snapshots snapshots
      else echo "nothing is published: set the variables ${settings.join(', ')}"; fi
    # 3: they differ, as they may where hands have changed the database
    - |
      "$halyard" status || test $? -eq 3
  artifacts:
    when: always # what was built can be published by hand: halyard publish --all --snapshots snapshots
    paths: [${JSON.stringify(`${flags}snapshots`)}]
`
}
