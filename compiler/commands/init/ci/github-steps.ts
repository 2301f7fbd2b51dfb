import { type Folders, yamlPath } from './folders.ts'

/**
 * Installs Halyard as the lock file says, and remembers where: what npm would put first on the PATH is not wanted there.
 * @param checkout where the repository was checked out, empty or ending in `/`
 */
export function install({ packages }: Folders, checkout = ''): string {
  return `      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - name: Install Halyard as package-lock.json says
        working-directory: ${yamlPath(`${checkout}${packages}`)}
        run: |
          npm ci --ignore-scripts
          echo "HALYARD=$PWD/node_modules/.bin/halyard" >> "$GITHUB_ENV"
`
}

/** Findings for code scanning, kept for the job that may upload them; also when they have let an earlier step fail. */
export function findings({ flags }: Folders, checkout = ''): string {
  return `      - name: Write the findings for code scanning
        if: \${{ !cancelled() }}
        working-directory: ${yamlPath(`${checkout}${flags}`)}
        run: |
          "$HALYARD" validate --format sarif > "$RUNNER_TEMP/halyard.sarif" || test $? -eq 1
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with: { name: halyard-sarif, path: "\${{ runner.temp }}/halyard.sarif" }
`
}

/** Runs `halyard`, in the flag repository. */
export function halyard({ flags }: Folders, words: string, name: string, checkout = ''): string {
  return `      - name: ${name}
        working-directory: ${yamlPath(`${checkout}${flags}`)}
        run: |
          "$HALYARD" ${words}
`
}
