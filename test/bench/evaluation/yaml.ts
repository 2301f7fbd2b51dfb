import type { BenchFlag, Condition, Segment, Workload } from './workload.ts'

/** A workload as a team would keep it: one file for people and groups, one for each flag. By path. */
export function yamlOf({ users, segments, flags }: Workload): Map<string, string> {
  const files = new Map([['flags/environments.yaml', 'environments: { production: {} }\n']])
  const people = users.map((user) => `  ${user}: {}\n`).join('')
  if (users.length > 0) files.set('flags/users.yaml', `users:\n${people}`)
  if (segments.length > 0) files.set('flags/groups.yaml', `groups:\n${segments.map(group).join('')}`)
  for (const flag of flags) files.set(`flags/${flag.key}.yaml`, flagFile(flag))
  return files
}

function group({ key, conditions }: Segment): string {
  return `  ${key}: { when: { ${conditions.map(test).join(', ')} } }\n`
}

function test(condition: Condition): string {
  switch (condition.attribute) {
    case 'country':
      return `country: [${condition.oneOf.map(quoted).join(', ')}]`
    case 'plan':
      return `plan: ${condition.equals}`
    case 'age':
      return `age: { greaterThan: ${condition.greaterThan} }`
  }
}

// Norway is a country: NO, unquoted, is read as a boolean by older YAML.
function quoted(text: string): string {
  return `'${text}'`
}

function flagFile({ key, users, segment, percent, requires }: BenchFlag): string {
  const named = users.length > 0 ? `        - users: [${users.join(', ')}]\n` : ''
  const share = percent === undefined ? '' : `, rollout: ${percent}`
  const rest = segment ? `        - { group: ${segment.key}${share} }\n` : ''
  const parent = requires ? `    dependsOn: [${requires}]\n` : ''
  return `flags:\n  ${key}:\n    description: What ${key} is for\n    owner: bench\n${parent}    assignments:\n      production:\n${named}${rest}`
}
