import { expect, test } from 'vitest'
import { siteOf } from '../../../compiler/diagnostics/located.ts'
import { front } from '../front.ts'

/** Every problem as `line:column message | help`. */
function said(text: string): string[] {
  return front(text).diagnostics.map(({ message, help, where }) => {
    const { line, column } = siteOf(where).start
    return `${line}:${column} ${message} | ${help}`
  })
}

test.each([
  [
    'the fields of a flag stand beside it',
    'flags:\n  pay:\n  description: d\n  disabledIn: [x]\n  assignments:\n    production: everyone\n  other: {}\n',
    '3:3 `description`, `disabledIn` and `assignments` are fields of a flag but stand beside the flag `pay`, not below it | indent them below `pay`',
  ],
  [
    'the assignments alone stand beside the flag',
    'flags:\n  pay:\n    owner: web\n  assignments:\n    production: everyone\n    staging: everyone\n',
    '4:3 `assignments` is a field of a flag but stands beside the flag `pay`, not below it | indent it below `pay`',
  ],
  [
    'the name of a user stands beside the user',
    'users:\n  bob:\n  name: Bob\n',
    '3:3 `name` is a field of a user but stands beside the user `bob`, not below it | indent it below `bob`',
  ],
  [
    'a flag stands beside its section',
    'flags:\npay: {}\nother: {}\n',
    '2:1 `pay` stands beside `flags`, not below it | indent',
  ],
  [
    'users are a list',
    'users: [dave]\n',
    '1:8 `users` must be a map, but is a list | write one key per line below it, such as `dave: {}`',
  ],
  [
    'flags are a list of maps',
    'flags:\n  - name: x\n',
    '2:3 `flags` must be a map, but is a list | write one key per line below it, without',
  ],
  [
    'a group is its list',
    'groups: { g: [a] }\n',
    '1:14 group `g` must be a map, but is a list | write its users under `members:`',
  ],
  [
    'members are a map',
    'groups: { g: { members: { a: {}, b: } } }\n',
    '1:25 group `g`: `members` must be a list, but is a map | write a list: `[a, b]`',
  ],
  [
    'an id is in quotes',
    'users: { a: { id: "101" } }\n',
    '1:19 user `a`: `id` must be a whole number, but is the text `101` | take the quotes away: `101`',
  ],
])('one problem when %s', (_, text, expected) => {
  const [first, ...others] = said(text)
  expect(others).toEqual([])
  expect(first?.slice(0, expected.length)).toBe(expected)
})

test.each([
  ['enabled: "true"', 'take the quotes away: `true`'],
  ['enabled: 0', 'did you mean `false`?'],
  ['description: false', "put it in quotes: `'false'`"],
  ['off: false, variants: { true: true, false: false }', "put it in quotes: `'false'`"],
  ['expires: 1806451200', 'write date, time and offset, such as `2027-03-31T00:00:00Z`'],
  ['variants: [a, b]', 'write names and their values: `{ old: classic, new: fresh }`'],
  ['assignments: everyone', 'write one environment per line below it, each with its list'],
  ['disabledIn: { production: true }', 'write a list: `[production]`'],
  ['dependsOn: { flag: a }', 'write a list: each item begins with `- `'],
  ['dependsOn: [{ flag: a, variants: [true] }]', 'did you mean the variant `on`?'],
  ['dependsOn: [{ flg: a }]', 'did you mean `flag`?'],
  ['assignments: { production: }', 'write `everyone`, or a list; `[]` is a list of nobody'],
  ['assignments: { production: true }', 'did you mean `everyone`?'],
  ['assignments: { production: { user: a } }', 'write a list: each assignment begins with `- `'],
  ['assignments: { production: [everyone] }', 'write `everyone: true`'],
  ['assignments: { production: [alice] }', 'write `user: alice` or `group: alice`'],
  ['assignments: { production: [{ user: [a, b] }] }', 'did you mean `users`?'],
  ['assignments: { production: [{ group: [a] }] }', 'did you mean `groups`?'],
])('for %s: %s', (fields, help) => {
  expect(front(`flags: { a: { ${fields} } }`).diagnostics.map((one) => one.help)).toEqual([help])
})

test('flags that are named like fields are flags when they look like flags', () => {
  const text =
    'flags:\n  pay: {}\n  client: { owner: web }\n  tags: {}\n  off: { assignments: { production: everyone } }\n'
  expect(front(text).codes).toEqual([])
})

test('nobody is told that a name is unknown when its declaration is only misspelled', () => {
  expect([...front('flags: { New Pay: {} }').declarations.broken.flags]).toEqual(['New Pay', 'new-pay'])
})

test('a pair without a colon inside the value of a variant is told', () => {
  const text = 'flags: { a: { type: object, variants: { x: { size 1 }, y: { size: } }, off: x } }\n'
  expect(said(text)).toEqual(['1:46 `size 1` has no value | is a colon missing? Write `key: value`'])
})
