import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownMember: Problem = {
  code: 'unknown-member',
  severity: 'error',
  summary: 'A group has or excludes a member that is not a declared user.',
  why: 'Membership is stored between known users and known groups. A mistyped member would silently be left out of everything the group gets.',
  bad: `users: { alice: {} }
groups:
  beta-testers:
    members: [alice, bob]
`,
  good: `users: { alice: {}, bob: {} }
groups:
  beta-testers:
    members: [alice, bob]
`,
}
