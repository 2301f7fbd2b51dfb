import { expect, test } from 'vitest'
import { pretty } from '../../../compiler/diagnostics/render/pretty.ts'
import { front } from '../front.ts'

function said(yaml: string): string[] {
  return front(yaml).diagnostics.map(({ message, help }) => (help === undefined ? message : `${message} | ${help}`))
}

const flag = (fields: string) => `flags: { dark-mode: { ${fields} } }`

test('everything of the right shape becomes a declaration that knows its place', () => {
  const { declarations, codes } = front(
    'environments: { production: {} }\nusers: { alice: { id: 1 } }\ngroups: { crew: { members: [alice] } }\n' +
      'flags: { a: { owner: x } }\nassignments: { production: { a: everyone } }',
  )
  expect(codes).toEqual([])
  expect(declarations.environments.map(({ key }) => key)).toEqual(['production'])
  expect(declarations.users[0]?.declared.value).toEqual({ id: 1 })
  expect(declarations.groups[0]?.declared.path).toEqual(['groups', 'crew'])
  expect(declarations.flags[0]?.declared.at('owner').path).toEqual(['flags', 'a', 'owner'])
  expect(declarations.assignments).toMatchObject([
    { environment: 'production', flag: 'a', declared: { value: 'everyone', path: ['assignments', 'production', 'a'] } },
  ])
  expect(declarations.broken.anyName).toBe(false)
})

test('a broken entity is left out and its name kept; the others go on', () => {
  const { declarations, codes } = front(
    'flags:\n  good: {}\n  bad: { enabeld: true }\n  twice: { owner: a, owner: b }\n  also-good: {}\n' +
      'groups: { crew: { members: alice } }\nusers: { bob: 5 }\nenvironments: { Prod: {} }',
  )
  expect(declarations.flags.map(({ key }) => key)).toEqual(['good', 'also-good'])
  expect([...declarations.broken.flags].sort()).toEqual(['bad', 'twice'])
  expect([...declarations.broken.groups, ...declarations.broken.users, ...declarations.broken.environments]).toEqual([
    'crew',
    'bob',
    'Prod',
    'prod',
  ])
  expect(declarations.broken.anyName).toBe(false)
  expect([...codes].sort()).toEqual(['duplicate-key', 'malformed-key', 'unknown-field', 'wrong-type', 'wrong-type'])
})

test('a file that cannot be read may have held any name', () => {
  expect(front('flags: {').declarations.broken.anyName).toBe(true)
  expect(front('flagz: {}').declarations.broken.anyName).toBe(true)
  expect(front({ 'a.yaml': Uint8Array.of(0xff) }).declarations.broken.anyName).toBe(true)
})

test('the first of two sections with one name counts, and the names of the second are broken', () => {
  const { declarations, codes } = front('flags:\n  a: {}\nflags:\n  b: {}\n')
  expect(codes).toEqual(['duplicate-key'])
  expect(declarations.flags.map(({ key }) => key)).toEqual(['a'])
  expect([...declarations.broken.flags]).toEqual(['b'])
})

test('a list of assignments that is broken breaks its flag, not its neighbours', () => {
  const { declarations } = front(
    'assignments:\n  production:\n    a: everyone\n    b: [{ usr: x }]\n    c: [{ user: x, user: y }]\n  staging: [a]\n',
  )
  expect(declarations.assignments.map(({ flag: key }) => key)).toEqual(['a'])
  expect([...declarations.broken.flags].sort()).toEqual(['b', 'c'])
})

test.each([
  [flag('enabeld: true'), 'flag `dark-mode`: `enabeld` is not a field of a flag | did you mean `enabled`?'],
  [
    flag('enabled: no'),
    'must be `true` or `false`, but is the text `no` | did you mean `false`? In YAML 1.2, `no` is only text',
  ],
  [flag('enabled: "on"'), 'did you mean `true`?'],
  [flag('type: json'), '`type` cannot be the text `json` | did you mean `object`?'],
  ['attributes: { age: { type: number } }', '`type` cannot be the text `number` | did you mean `float`?'],
  [
    flag('assignments: { production: [{ when: { age: { between: [18, 65] } } }] }'),
    '`between` to ask `age` with | write `{ greaterThanOrEquals: 18, lessThanOrEquals: 65 }`',
  ],
  [flag('type: bool'), 'flag `dark-mode`: `type` cannot be the text `bool` | did you mean `boolean`?'],
  [flag('type: enum'), 'it can be `boolean`, `string`, `integer`, `float`, `object`'],
  [flag('off: false'), '`off` must be text, but is `false` | did you mean the variant `off`?'],
  [flag('owner: ""'), 'flag `dark-mode`: `owner` must not be empty'],
  [flag('owner: 12'), "put it in quotes: `'12'`"],
  [flag('tags: one'), 'flag `dark-mode`: `tags` must be a list, but is the text `one` | write a list: `[one]`'],
  [flag('tags: [one, 2]'), 'item 2 of `tags` must be text, but is the number `2`'],
  [flag('variants: {}'), '`variants` must not be empty'],
  [flag('variants: { " a": 1 }'), '` a` cannot be the name of a variant'],
  [flag('variants: { constructor: 1 }'), '`constructor` cannot be a key here'],
  [flag('disabledIn: [Staging]'), 'did you mean `staging`?'],
  [
    'groups: { early: { description: Signed up, and paid } }',
    '`and paid` is not a field of a group | inside `{ }` a comma ends the value before it: put a text with commas in quotes',
  ],
  [flag('colour: red'), '`colour` is not a field of a flag | fields of a flag are description, owner'],
  [flag('when: { country: NL }'), '`when` is not a field of a flag | it belongs to an assignment: write it there'],
  [
    flag('assignments: { production: everybody }'),
    '`production` cannot be the text `everybody` | did you mean `everyone`?',
  ],
  [flag('assignments: { production: 5 }'), '`production` must be `everyone` or a list, but is the number `5`'],
  [flag('assignments: { production: [{ usr: bob }] }'), '`usr` is not a field of an assignment | did you mean `user`?'],
  [flag('assignments: { production: [{ everyone: false }] }'), '`everyone` cannot be `false` | it can be `true`'],
  [flag('dependsOn: [5]'), 'item 1 of `dependsOn` must be text or a map, but is the number `5`'],
  [flag('dependsOn: [{ variants: [a] }]'), 'flag `dark-mode`: item 1 of `dependsOn` needs `flag`'],
  [
    'flags: { New Checkout: {} }',
    '`New Checkout` cannot be the key of a flag | did you mean `new-checkout`? A key is made of',
  ],
  ['environments: { "Prod EU": {} }', 'cannot be the key of an environment | did you mean `prod-eu`?'],
  ['users: { "": {} }', 'the key of a user is empty'],
  ['users: { a: { id: 0 } }', 'user `a`: `id` must be at least 1'],
  ['users: { a: { id: 1.5 } }', '`id` must be a whole number, but is the number `1.5`'],
  ['users: { a: }', 'user `a` has nothing in it | write `a: {}` for a user without any fields'],
  ['flag: {}', '`flag` is not a section | did you mean `flags`?'],
  ['flags:', '`flags` must be a map, but is nothing | remove the line, or write `flags: {}`'],
  ['environments: { p: { keys: [{ kind: server }] } }', 'environment `p`: an API key needs `sha256`'],
  ['environments: { p: { keys: [{ kind: server, sha256: x }] } }', '`sha256` must be 64 lower-case hex digits'],
])('%s is said in one sentence', (yaml, sentence) => {
  const sentences = said(yaml)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toContain(sentence)
})

test('several mistakes of one flag are all said, at their places', () => {
  const { diagnostics } = front(
    'flags:\n  a:\n    enabeld: true\n    owner: 5\n    assignments: { x: [{ usr: b }, 5] }\n',
  )
  const text = pretty(diagnostics, { colour: false })
  for (const place of ['3:5', '4:12', '5:26', '5:36']) expect(text).toContain(`flags/example.yaml:${place}\n`)
  expect(text).toMatch(/4 errors\n$/)
})

test('a key of an inherited property does not count as given', () => {
  expect(said(flag('dependsOn: [{ constructor: x }]')).join('\n')).toContain('`constructor` is not a field')
})

test('a shape with many mistakes is cut after ten', () => {
  const sentences = said(`groups: { a: { members: [${'1,'.repeat(50)}] } }`)
  expect(sentences).toHaveLength(10)
  expect(sentences.at(-1)).toContain('40 more')
})
