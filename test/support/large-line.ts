import { TestRepository } from './repository.ts'

const flagsPerFile = 100

/** A repository of many flags and a line of commits, each of which changes every flag; its commits are `n1`, `n2`, … */
export function largeLine(flags: number, commits: number): TestRepository {
  const git = TestRepository.make()
  const stream = Array.from({ length: commits }, (_, n) => commit(flags, n + 1))
  git.feed(stream.join(''), 'fast-import', '--quiet', '--force')
  return git
}

function commit(flags: number, edition: number): string {
  const files = Array.from({ length: Math.ceil(flags / flagsPerFile) }, (_, n) => {
    const count = Math.min(flagsPerFile, flags - n * flagsPerFile)
    const all = Array.from({ length: count }, (_, m) => flag(n * flagsPerFile + m, edition))
    return [`flags/f${n}.yaml`, `flags:\n${all.join('')}`] as const
  })
  const people = 'environments: { development: {}, production: {} }\nusers: { ann: {} }\n'
  const person = '<robot@example.com> 1750000000 +0000'
  return [
    `commit refs/heads/n${edition}`,
    `mark :${edition}`,
    `author Robot ${person}`,
    `committer Robot ${person}`,
    data(`edition ${edition}`),
    ...(edition > 1 ? [`from :${edition - 1}`] : []),
    ...[['flags/people.yaml', people] as const, ...files].flatMap(([path, text]) => [
      `M 100644 inline ${path}`,
      data(text),
    ]),
    '',
  ].join('\n')
}

function flag(n: number, edition: number): string {
  return `  flag-${n}:
    description: edition ${edition}
    owner: o
    assignments:
      production: [{ user: ann, reason: edition ${edition} }, { everyone: true, rollout: ${edition} }]
`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}
