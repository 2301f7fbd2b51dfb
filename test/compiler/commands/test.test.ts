import { describe, expect, test } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { halyard } from '../../support/terminal.ts'

const flags = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {} }
groups: { beta: { description: b, members: [alice] } }
flags:
  parent: { description: d, owner: w, assignments: { production: [{ group: beta }] } }
  child:
    description: d
    owner: w
    dependsOn: [parent]
    assignments:
      production: [{ when: { country: [NL, BE] } }]
`
const passing = `defaults: { environment: production }
tests:
  - name: beta testers in the Netherlands have the child
    flag: child
    user: alice
    context: { country: NL }
    expect: { variant: on, value: true }
`
const failing = `tests:
  - name: bob & <friends>
    flag: child
    environment: production
    cases: [{ user: bob, expect: on }]
`

const folder = (tests: Readonly<Record<string, string>>) => projectFolder({ 'flags/all.yaml': flags, ...tests })

describe('halyard test', () => {
  test('passes in one line', async () => {
    const ran = await halyard(['test'], { cwd: folder({ 'flags/all.test.yaml': passing }) })
    expect(ran).toEqual({ exit: 0, stdout: '1 case of 1 flag passes\n', stderr: '' })
  })

  test('a failure shows what was expected, where, and the way to the answer', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing, 'flags/web/all.test.yml': failing })
    const { exit, stdout } = await halyard(['test'], { cwd })
    expect(exit).toBe(1)
    expect(stdout).toContain(
      'FAIL  bob & <friends> (user bob)\n      flags/web/all.test.yml:5:13  child in production\n',
    )
    expect(stdout).toContain('expected the variant on, got off')
    expect(stdout).toContain('it answers off (false, DISABLED, blocked by parent)')
    expect(stdout).toMatch(/depends on parent, which must be active.*flags\/all\.yaml:9:17/)
    expect(stdout).toMatch(/1 of 2 cases of 1 flag fails\n$/)
  })

  test('a test that cannot be read is an error, and nothing runs', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing.replace('flag: child', 'flag: chidl') })
    const { exit, stdout, stderr } = await halyard(['test'], { cwd })
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
    expect(stderr).toContain('flags/all.test.yaml:4:11')
    expect(stderr).toContain('did you mean `child`?')
  })

  test('flags with errors are not tested', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing, 'flags/more.yaml': 'flags: { x: { enabeld: true } }\n' })
    expect(await halyard(['test'], { cwd })).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: expect.stringContaining('enabeld'),
    })
  })

  test('files of tests are no flag files', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing })
    expect((await halyard(['validate', '--max-warnings', '9'], { cwd })).stdout).not.toContain('all.test.yaml')
  })

  test('no tests at all is said, and is fine', async () => {
    const ran = await halyard(['test'], { cwd: folder({}) })
    expect(ran).toEqual({ exit: 0, stdout: '', stderr: 'there are no flag tests in `flags`\n' })
  })

  test('PATH and --filter choose some; a filter that finds none is wrong use', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing, 'flags/web/all.test.yaml': failing })
    const run = async (...words: string[]) => {
      const { exit, stdout, stderr } = await halyard(['test', ...words], { cwd })
      return [exit, (stdout + stderr).split('\n').findLast((line) => line !== '')]
    }
    expect(await run('flags/web')).toEqual([1, '1 of 1 case of 1 flag fails'])
    expect(await run('flags/all.test.yaml')).toEqual([0, '1 case of 1 flag passes'])
    expect(await run('--filter', 'NETHERLANDS')).toEqual([0, '1 case of 1 flag passes'])
    expect(await run('--filter', 'web/')).toEqual([1, '1 of 1 case of 1 flag fails'])
    expect(await run('--filter', 'nothing')).toEqual([2, '  help: leave `--filter` out to run all'])
    expect(await run('elsewhere')).toEqual([2, '  help: give the folder with your flag files'])
  })

  test('JSON has every case with its place, and why it fails', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing, 'flags/web/all.test.yaml': failing })
    const { exit, stdout } = await halyard(['test', '--format', 'json'], { cwd })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: false,
      cases: [
        {
          ok: true,
          file: 'flags/all.test.yaml',
          line: 3,
          column: 5,
          variant: 'on',
          value: true,
          reason: 'TARGETING_MATCH',
        },
        {
          ok: false,
          name: 'bob & <friends> (user bob)',
          mismatches: [{ what: 'variant', expected: 'on', got: 'off' }],
          explanation: expect.arrayContaining([expect.stringContaining('depends on parent')]),
        },
      ],
    })
  })

  test('JUnit has a suite for each file, and nothing in it ends a tag', async () => {
    const cwd = folder({ 'flags/all.test.yaml': passing, 'flags/web/all.test.yaml': failing })
    const { stdout } = await halyard(['test', '--format', 'junit'], { cwd })
    expect(stdout).toContain('<testsuites name="halyard" tests="2" failures="1">')
    expect(stdout).toContain('<testsuite name="flags/web/all.test.yaml" tests="1" failures="1">')
    expect(stdout).toContain('<testcase name="bob &amp; &lt;friends&gt; (user bob)" classname="production.child"')
    expect(stdout).toContain('<failure message="expected the variant on, got off">')
    expect(stdout.match(/<failure/g)).toHaveLength(1)
  })
})

describe('--coverage', () => {
  test('names what no case touches', async () => {
    const { exit, stdout } = await halyard(['test', '--coverage'], { cwd: folder({ 'flags/all.test.yaml': passing }) })
    expect(exit).toBe(0)
    expect(stdout).toContain('coverage: 1 of 2 assignments, 0 of 2 conditions, 1 of 4 variants, 0 of 1 dependencies')
    expect(stdout).toContain('9:17   child: no case is stopped by `parent`')
    expect(stdout).toContain('parent in production: no case is decided by this assignment')
    expect(stdout).toContain('11:20  child in production: every case that comes to this assignment is admitted')
  })

  test('has nothing to name when everything is touched', async () => {
    const all = `defaults: { environment: production }
tests:
  - name: t
    cases:
      - { flag: parent, user: alice, expect: on }
      - { flag: parent, user: bob, expect: off }
      - { flag: child, user: alice, context: { country: BE }, expect: on }
      - { flag: child, user: alice, context: { country: DE }, expect: off }
      - { flag: child, user: bob, expect: { blockedBy: parent } }
`
    const { stdout } = await halyard(['test', '--coverage', '--format', 'json'], {
      cwd: folder({ 'flags/a.test.yaml': all }),
    })
    expect(JSON.parse(stdout).coverage).toMatchObject({ totals: { assignments: { touched: 2, all: 2 } }, gaps: [] })
  })
})

describe('--mutate', () => {
  test('names each change that no case notices, with its place and a score', async () => {
    const { exit, stdout } = await halyard(['test', '--mutate'], { cwd: folder({ 'flags/all.test.yaml': passing }) })
    expect(exit).toBe(0)
    expect(stdout).toMatch(/mutants: \d+ of \d+ changes noticed, \d+(\.\d)? %/)
    expect(stdout).toContain('The one case does not notice:')
    expect(stdout).toContain('9:17   child: not depending on `parent`')
    expect(stdout).toContain('child in production: `country`: leaving out `BE`')
    expect(stdout).not.toContain('leaving out `NL`')
  })

  test('does as it says: making the change in the file leaves the cases passing, and another one does not', async () => {
    const run = async (text: string) =>
      (await halyard(['test'], { cwd: projectFolder({ 'flags/all.yaml': text, 'flags/all.test.yaml': passing }) })).exit
    expect(await run(flags.replace('[NL, BE]', '[NL]'))).toBe(0)
    expect(await run(flags.replace('    dependsOn: [parent]\n', ''))).toBe(0)
    expect(await run(flags.replace('[NL, BE]', '[BE]'))).toBe(1)
  })

  test('waits until the cases pass', async () => {
    const cwd = folder({ 'flags/all.test.yaml': failing })
    const { exit, stdout, stderr } = await halyard(['test', '--mutate'], { cwd })
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: 'mutants are tried once every case passes\n' })
    expect(stdout).not.toContain('mutants:')
  })
})
