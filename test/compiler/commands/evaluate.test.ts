import { expect, test } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { halyard, type Surroundings } from '../../support/terminal.ts'

const flags = `
environments: { production: {} }
users: { alice: {}, bob: {} }
groups: { beta: { description: Early birds, members: [alice] } }
flags:
  parent: { description: The base, owner: a, assignments: { production: [{ group: beta }] } }
  child:
    description: Built on it
    owner: a
    dependsOn: [parent]
    type: float
    variants: { low: 1, high: 2.5 }
    off: low
    assignments:
      production:
        - { group: beta, expires: 2026-07-01T00:00:00Z }
        - { user: alice, serve: low, starts: 2026-09-01T00:00:00Z }
  european:
    description: By country
    owner: a
    assignments: { production: [{ when: { country: [NL, DE] } }] }
`
const alice = '{"targetingKey":"alice"}\n'
const dutch = '{"targetingKey":"d\u2028","country":"NL"}\n'

function folder(contexts: string | Uint8Array = ''): string {
  return projectFolder({ 'flags/all.yaml': flags, 'contexts.jsonl': contexts })
}

const evaluate = (cwd: string, words: readonly string[], more: Partial<Surroundings> = {}) =>
  halyard(['evaluate', '-e', 'production', ...words], { cwd, ...more })

test('evaluate answers like the edge, now and at another instant', async () => {
  const ask = async (...words: string[]) => (await evaluate(folder(), ['child', ...words])).stdout
  expect(await ask('-u', 'alice')).toBe('child = 2.5 (high, TARGETING_MATCH)\n')
  expect(await ask('-u', 'bob')).toBe('child = 1.0 (low, DISABLED, blocked by parent)\n')
  expect(await ask('-u', 'alice', '--at', '2026-07-01T00:00:00Z')).toBe('child = 1.0 (low, DEFAULT)\n')
  expect(await ask('-u', 'alice', '--at', '2026-09-01T02:00:00+02:00')).toBe('child = 1.0 (low, TARGETING_MATCH)\n')
  expect(JSON.parse(await ask('-u', 'alice', '--format', 'json'))).toMatchObject({ variant: 'high', value: 2.5 })
})

test('evaluate takes every flag, or those that are named', async () => {
  const cwd = folder()
  const all = await evaluate(cwd, ['-u', 'alice', '-c', '{"country":"NL"}'])
  expect(all.stdout).toBe(
    'child = 2.5 (high, TARGETING_MATCH)\neuropean = true (on, TARGETING_MATCH)\nparent = true (on, TARGETING_MATCH)\n',
  )
  const some = await evaluate(cwd, ['--flags', 'parent,european', '--format', 'json'])
  expect(JSON.parse(some.stdout)).toMatchObject([{ key: 'parent' }, { key: 'european' }])
})

test.each([
  [['-e', 'prod'], 'production'],
  [['-e', 'production', '--at', '2026-07-01'], '2026-07-01T00:00:00Z'],
  [['-e', 'production', '--context', '[]'], '--context is not a JSON object'],
  [['-e', 'production', '--context', '{'], '--context is not JSON'],
  [['-e', 'production', '--context', '{"targetingKey":1}'], 'a `targetingKey` that is not text'],
  [['-e', 'production', '--contexts', 'contexts.jsonl', '-u', 'alice'], '`--contexts` stands for'],
  [['-e', 'production', '--contexts', 'nowhere.jsonl'], 'there is no file `nowhere.jsonl`'],
  [['-e', 'production', '--contexts', '-'], 'no standard input'],
  [[], 'which environment?'],
])('evaluate with %j is refused with advice', async (words, advice) => {
  const { exit, stderr, stdout } = await halyard(['evaluate', 'child', ...words], { cwd: folder() })
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  expect(stderr).toContain(advice)
})

test('an unknown flag is a problem with a suggestion, also in a list', async () => {
  for (const words of [['chil'], ['--flags', 'parent,chil']])
    expect(await evaluate(folder(), words)).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('did you mean `child`?'),
    })
})

test('contexts of a file are answered in one line of JSON each', async () => {
  const { exit, stdout, stderr } = await evaluate(folder(`${alice}\n${dutch}{}`), ['--contexts', 'contexts.jsonl'])
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  const lines = stdout.split('\n').filter(Boolean)
  expect(lines[0]).toBe(
    '{"line":1,"targetingKey":"alice","flags":{"child":{"value":2.5,"variant":"high","reason":"TARGETING_MATCH"},' +
      '"european":{"value":false,"variant":"off","reason":"DEFAULT"},"parent":{"value":true,"variant":"on","reason":"TARGETING_MATCH"}}}',
  )
  expect(lines.slice(1).map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { line: 3, targetingKey: 'd\u2028', flags: { european: { value: true }, child: { blockedBy: 'parent' } } },
    { line: 4, flags: { european: { value: false }, parent: { reason: 'DEFAULT' } } },
  ])
  expect(lines[2]).not.toContain('targetingKey')
})

test('answers of a file are those of each context alone', async () => {
  const cwd = folder(alice + dutch + alice)
  for (const flag of ['child', 'european']) {
    const { stdout } = await evaluate(cwd, ['--contexts', 'contexts.jsonl', '--flags', flag])
    for (const [index, line] of stdout.split('\n').filter(Boolean).entries()) {
      const context = [alice, dutch, alice][index] ?? ''
      const alone = await evaluate(cwd, [flag, '-c', context.trim(), '--format', 'json'])
      const { value, variant, reason } = JSON.parse(alone.stdout) as Record<string, unknown>
      expect(JSON.parse(line)).toMatchObject({ line: index + 1, flags: { [flag]: { value, variant, reason } } })
    }
  }
})

test('a broken line is an error with its place, and the others are answered', async () => {
  const latin = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a])
  const long = Buffer.from(`{"a":"${'x'.repeat(2 ** 20)}"}\n`)
  const text = Buffer.from(`${alice}oops\n[1]\n{"targetingKey":7}\n${dutch}`)
  const { exit, stdout, stderr } = await evaluate(folder(Buffer.concat([text, latin, long])), [
    '--contexts',
    'contexts.jsonl',
    '--flags',
    'parent',
  ])
  expect(exit).toBe(1)
  expect(stdout.split('\n').filter(Boolean)).toHaveLength(2)
  for (const said of [
    'contexts.jsonl:2 is not JSON',
    'contexts.jsonl:3 is not a JSON object',
    'contexts.jsonl:4 has a `targetingKey` that is not text',
    'contexts.jsonl:6 is not UTF-8',
    'contexts.jsonl:7 is longer than 1 MiB',
    '5 lines of contexts.jsonl could not be read',
  ])
    expect(stderr).toContain(said)
})

test('contexts may come from standard input, cut anywhere', async () => {
  const bytes = Buffer.from(alice + dutch)
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const byte of bytes) yield Uint8Array.of(byte)
  }
  const { stdout } = await evaluate(folder(), ['european', '--contexts', '-'], { stdin: pieces() })
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([
    { line: 1, flags: { european: { variant: 'off' } } },
    { line: 2, targetingKey: 'd\u2028', flags: { european: { variant: 'on' } } },
  ])
})

test('at a terminal, many contexts show how far they are', async () => {
  let stderr = ''
  let clock = 0
  const { exit } = await evaluate(folder(alice.repeat(5_000)), ['--contexts', 'contexts.jsonl'], {
    columns: 80,
    clock: () => (clock += 10),
    onOutput: (text) => (stderr += text),
  })
  expect(exit).toBe(0)
  expect(stderr).toMatch(/[\d,]+ contexts/)
})
