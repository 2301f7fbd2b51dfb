import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The size of the workload. */
export const size = { flags: 10_000, users: 20_000, groups: 50, grantsOfAFlag: 10 } as const

/** The flag that is edited: its file, its key, and a user it is not assigned to. */
export const [editedFlag, editedKey, newcomer] = ['flags/team-42/flag-4242.yaml', 'flag-4242', 'user-19999'] as const

/** Bare parsing compares each key of a map with all others; in one file the users would be most of its time. */
const usersOfAFile = 1000

/** Writes a flag repository with one flag a file, about 650 bytes each, and commits it. */
export function writeRepository(folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const users = Array.from({ length: size.users }, (_, index) => `  user-${index}: { name: User ${index} }\n`)
  const groups = Array.from({ length: size.groups }, (_, index) => {
    const members = Array.from({ length: 20 }, (__, member) => user(index * 37 + member * 11))
    return `  group-${index}: { description: Group ${index}, members: [${members.join(', ')}] }\n`
  })
  write('flags/environments.yaml', 'environments: { development: {}, staging: {}, production: { protected: true } }\n')
  write('flags/groups.yaml', `groups:\n${groups.join('')}`)
  for (let from = 0; from < size.users; from += usersOfAFile)
    write(`flags/people/users-${from}.yaml`, `users:\n${users.slice(from, from + usersOfAFile).join('')}`)
  for (let index = 0; index < size.flags; index++) write(`flags/team-${index % 100}/flag-${index}.yaml`, flag(index))
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...words], { cwd: folder })
  }
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Flags')
}

/** Flags that depend on each other in one circle, in one file. */
export function circle(flags: number): string {
  const lines = Array.from({ length: flags }, (_, index) => `  f${index}: { dependsOn: [f${(index + 1) % flags}] }\n`)
  return `environments: { production: {} }\nflags:\n${lines.join('')}`
}

function user(index: number): string {
  return `user-${index % size.users}`
}

function flag(index: number): string {
  const own = Array.from({ length: size.grantsOfAFlag - 1 }, (_, grant) => user(index * 13 + grant * 1777))
  return `# What flag ${index} is for
flags:
  flag-${index}:
    description: This is what flag ${index} does for the people who use it
    owner: team-${index % 100}
    tags: [alpha, t${index % 7}]
    enabled: ${index % 5 !== 0}
    expires: 2100-0${1 + (index % 9)}-01T00:00:00Z
${index % 10 === 9 ? `    dependsOn: [flag-${index - 1}]\n` : ''}    assignments:
      staging: everyone
      production:
        - users: [${own.join(', ')}]
        - group: group-${index % size.groups}
`
}
