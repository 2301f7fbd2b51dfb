import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** A long history in the form that `git fast-import` reads. */
class History {
  readonly #pieces: string[] = []
  #mark = 0
  #second = 1_700_000_000

  commit(branch: string, files: Readonly<Record<string, string>>, parents: readonly number[] = []): number {
    const mark = ++this.#mark
    const who = `Author ${mark % 50} <author-${mark % 50}@example.com> ${++this.#second} +0000`
    const [from, ...merged] = parents
    const lines = [
      `commit refs/heads/${branch}`,
      `mark :${mark}`,
      `author ${who}`,
      `committer ${who}`,
      'data 4',
      'edit',
    ]
    if (from !== undefined) lines.push(`from :${from}`)
    for (const other of merged) lines.push(`merge :${other}`)
    for (const [path, text] of Object.entries(files))
      lines.push(`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text)
    this.#pieces.push(`${lines.join('\n')}\n`)
    return mark
  }

  write(folder: string): void {
    mkdirSync(folder)
    execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder })
    execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: this.#pieces.join('') })
  }
}

/** Flags in a file each, begun in one commit; then each commit changes one of them, every fifth on a branch that is merged. */
export function writeHistory(folder: string, flags: number, commits: number): void {
  const history = new History()
  const path = (index: number) => `flags/team-${index % 100}/flag-${index}.yaml`
  const all = Array.from({ length: flags }, (_, index) => [path(index), flag(index, 0)] as const)
  let main = history.commit('main', Object.fromEntries(all))
  for (let count = 1; count < commits; count++) {
    const index = (count * 7919) % flags
    const files = { [path(index)]: flag(index, count) }
    if (count % 5 > 0 || count + 2 > commits) main = history.commit('main', files, [main])
    else {
      const branch = history.commit('branch', files, [main])
      main = history.commit('main', files, [main, branch])
      count++
    }
  }
  history.write(folder)
}

/** One group that grows to so many members, in one file; and another that changes beside it. */
export function writeMemberships(folder: string, members: number, commits: number): void {
  const history = new History()
  let main = 0
  for (let count = 1; count <= commits; count++) {
    const names = Array.from({ length: Math.floor((members * count) / commits) }, (_, index) => `u${index}`)
    const text = `groups:\n  other: { description: Of ${count} }\n  crew:\n    members: [${names.join(',')}]\n`
    main = history.commit('main', { 'flags/groups.yaml': text }, main === 0 ? [] : [main])
  }
  history.write(folder)
}

function flag(index: number, edit: number): string {
  return `# What flag ${index} is for
flags:
  flag-${index}:
    description: This is what flag ${index} does since edit ${edit - (edit % 3)}
    owner: team-${(index + edit) % 100}
    tags: [alpha, t${edit % 7}]
    enabled: ${edit % 2 === 0}
    expires: 2100-0${1 + (edit % 9)}-01T00:00:00Z
    assignments:
      staging: everyone
      production:
        - users: [user-${index}, user-${edit}]
        - group: group-${index % 50}
`
}
